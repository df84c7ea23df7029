/** OpenCC's dictionaries as opencc-js packs them: `key value|key value`. */
declare module 'opencc-js/dict/*' {
  const packed: string
  export default packed
}
