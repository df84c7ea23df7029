/**
 * The look of the view. Colours are by kind; light and dark differ in variables alone. The panel sticks within a
 * column of its own: as a child of the grid it would slide over the tables below.
 */
export const STYLE = `
:root{color-scheme:light;--bg:#fbfaf7;--panel:#fff;--ink:#1d1f23;--soft:#6b6f76;--line:#e2dfd8;--accent:#9b2c1f;
--place:#1a7f4b;--person:#9333a8;--company:#a15c00;--organization:#0b6fa4;--time:#4450c4;--fact:#b3261e;--issue:#b3261e;
--wash:12%;--del:#b3261e;--ins:#1a7f4b;--inferred:#a15c00}
:root[data-theme=dark]{color-scheme:dark;--bg:#16171a;--panel:#1f2125;--ink:#e6e4df;--soft:#9a9ea6;--line:#34373d;--accent:#ef8a7a;
--place:#62d394;--person:#d79bf0;--company:#f0b45c;--organization:#6cc3f2;--time:#a5b0ff;--fact:#ff9d92;--issue:#ff9d92;
--wash:20%;--del:#ff9d92;--ins:#62d394;--inferred:#f0b45c}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
button{font:inherit;color:inherit;background:none;border:1px solid var(--line);border-radius:6px;padding:.1rem .6rem;cursor:pointer}
button:hover{border-color:var(--soft)}
button[aria-pressed=true]{background:var(--ink);color:var(--bg);border-color:var(--ink)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
header.bar{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;gap:.4rem .8rem;align-items:center;padding:.5rem 1rem;
background:var(--bg);border-bottom:1px solid var(--line)}
header.bar strong{margin-right:auto}
.group{display:flex;flex-wrap:wrap;gap:.3rem}
.key{border-left:.6rem solid var(--c);border-radius:4px}
.key[aria-pressed=true]{background:color-mix(in srgb,var(--c) var(--wash),transparent);color:inherit;border-color:var(--line);border-left-color:var(--c)}
.key[aria-pressed=false]{opacity:.55}
nav.index{max-width:84rem;margin:1rem auto;padding:0 1rem}
nav.index ol{columns:22rem;padding-left:1.6rem;margin:.3rem 0}
nav.index a{color:inherit}
main{max-width:84rem;margin:0 auto;padding:0 1rem 4rem}
.page{display:grid;grid-template-columns:minmax(0,1fr) 22rem;gap:0 2rem;border-top:1px solid var(--line);padding-top:1.5rem}
.page[hidden]{display:none}
.page:first-child{border-top:0}
h2{font-family:"Songti SC","Noto Serif CJK SC","Source Han Serif SC",SimSun,serif;font-size:1.7rem;line-height:1.35;margin:.2rem 0}
.sub{font-size:1.05rem;margin:0}
.facts-of{color:var(--soft);margin:.3rem 0 1rem}
.text{font-family:"Songti SC","Noto Serif CJK SC","Source Han Serif SC",SimSun,serif;font-size:1.08rem;line-height:2;max-width:50rem;overflow-wrap:anywhere}
.block{white-space:pre-wrap;margin:0 0 .9rem;position:relative}
.block.k-paragraph{margin-bottom:1.1rem}
.block.k-title,.block.k-subtitle{font-weight:600}
.block.aside{color:var(--soft);font-size:.86rem;line-height:1.6;border-left:3px solid var(--line);padding-left:.7rem}
.block.aside::before{content:attr(data-kind);display:block;font:600 .7rem/1.4 system-ui,sans-serif;letter-spacing:.04em;text-transform:uppercase}
.m{--c:var(--soft);border-radius:3px;cursor:pointer}
.place{--c:var(--place)}.person,.post{--c:var(--person)}.company{--c:var(--company)}.organization{--c:var(--organization)}
.time{--c:var(--time)}.fact{--c:var(--fact)}
.m.place,.m.person,.m.company,.m.organization{background:color-mix(in srgb,var(--c) var(--wash),transparent);box-shadow:0 1px 0 var(--c)}
.m.post{box-shadow:0 1px 0 var(--person)}
.m.time{text-decoration:underline dotted var(--time) 2px;text-underline-offset:.3em}
.m.fact{text-decoration:underline solid var(--fact) 2px;text-underline-offset:.3em}
.m.on{background:color-mix(in srgb,var(--c) 38%,transparent)}
.no-place .m.place,.no-person .m.person,.no-person .m.post,.no-company .m.company,.no-organization .m.organization{background:none;box-shadow:none}
.no-time .m.time,.no-fact .m.fact{text-decoration:none}
.changes{white-space:pre-wrap}
del{color:var(--del);text-decoration-thickness:1px}
ins{color:var(--ins);text-decoration:none;background:color-mix(in srgb,var(--ins) var(--wash),transparent);border-radius:3px}
ins.inferred{color:var(--inferred);background:color-mix(in srgb,var(--inferred) var(--wash),transparent);border-bottom:1px dashed var(--inferred)}
del.inferred{text-decoration-style:dashed}
.issue{text-decoration:underline wavy var(--issue)}
.view-clean .changes,.view-changes .clean,.view-source .clean,.view-source ins{display:none}
.view-source del{color:inherit;text-decoration:none}
.legend{color:var(--soft);font-size:.86rem;margin:0 0 .8rem}
aside.panel{position:sticky;top:4.5rem;max-height:calc(100vh - 6rem);overflow:auto;background:var(--panel);border:1px solid var(--line);border-radius:10px;padding:.8rem 1rem}
aside.panel h3{margin:.1rem 0 .4rem}
aside.panel .hint{color:var(--soft)}
aside.panel .of{border-left:4px solid var(--c);padding-left:.7rem;margin-bottom:1rem}
dl{display:grid;grid-template-columns:auto minmax(0,1fr);gap:.1rem .8rem;margin:0;font-size:.9rem;overflow-wrap:anywhere}
dt{color:var(--soft)}dd{margin:0}
.found{grid-column:1/-1;margin-top:1.5rem}
.table h3{margin:1.4rem 0 .4rem}.table small{color:var(--soft);font-weight:400}
.table .copy{font-size:.8rem;font-weight:400;margin-left:.5rem}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:10px;background:var(--panel)}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;padding:.35rem .7rem;border-bottom:1px solid var(--line);vertical-align:top}
tbody tr:last-child>*{border-bottom:0}
thead th{position:sticky;top:0;background:var(--panel);white-space:nowrap}
thead button{border:0;padding:0;color:var(--soft)}
th[aria-sort=ascending] button::after{content:" ↑"}th[aria-sort=descending] button::after{content:" ↓"}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
tbody th{font-weight:600;white-space:nowrap}td{min-width:4rem;max-width:26rem}
.go{border:0;padding:0;font-weight:600;text-align:left;text-decoration:underline;text-decoration-color:var(--line);text-underline-offset:.2em}
@media(max-width:60rem){
.page{display:block}
header.bar{position:static}
aside.panel{position:fixed;top:auto;left:0;right:0;bottom:0;max-height:42vh;border-radius:14px 14px 0 0;z-index:3;box-shadow:0 -6px 24px #0003}
aside.panel.empty{display:none}
.text{font-size:1.05rem}
h2{font-size:1.4rem}}
@media print{header.bar,aside.panel,.copy{display:none}.page{display:block}}
`
