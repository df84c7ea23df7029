/**
 * The address of the built file that asks: of a module, of what `require` loads, or of the bundle that somebody made of
 * either; of this file where the sources run as they are.
 */
export const here: string =
  typeof __filename === 'string' ? new URL(`file:${__filename}`).href : import.meta.url
