import { Parser } from 'htmlparser2'

export function htmlParser(): typeof Parser {
  return Parser
}
