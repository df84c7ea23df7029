declare module 'opencc-js/dict/TSCharacters' {
  /** `traditional simplified|traditional simplified|…` */
  const rows: string
  export default rows
}
declare module 'opencc-js/dict/STPhrases' {
  /** `simplified traditional|…`, words. */
  const rows: string
  export default rows
}
