import type { Label } from './annotations.js'

/** What brat calls them. */
export const types: Record<Label, string> = {
  place: 'Place',
  person: 'Person',
  company: 'Company',
  organization: 'Organization',
  post: 'Post',
  time: 'Time',
  fact: 'Fact',
}

/** `annotation.conf` of a collection that holds such documents. */
export const bratConfiguration = `[entities]
${Object.values(types).join('\n')}
[relations]
Holds\tArg1:Person, Arg2:Post
PartOf\tArg1:Fact, Arg2:Fact
[events]
[attributes]
`
