// jieba-wasm's own module in one file, for pages without a bundler.
export { cut, default } from 'jieba-wasm/web'
