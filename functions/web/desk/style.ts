/** How the desk looks, beside what all our pages share: light and dark, phone to desk. */

export const deskStyle = `
:root { --accent: #1d4fb8; --soft: #e8eefb; --good: #0b6b4b; --good-soft: #e1f4ec; --wait: #7a4f00; --wait-soft: #fdf1d8;
  --bad: #b3261e; --bad-soft: #fdeae8; --stage: #e3e8ef; --then: #76839a; }
@media (prefers-color-scheme: dark) {
  :root { --accent: #8ab4ff; --soft: #22304a; --good: #6fdcae; --good-soft: #16332a; --wait: #ffd37a; --wait-soft: #382d14;
    --bad: #ff9d94; --bad-soft: #412320; --stage: #0c0f14; --then: #8b97ab; }
}
.skip { position: absolute; left: -999px; } .skip:focus { left: .5rem; top: .5rem; background: var(--card); padding: .5rem; z-index: 2; }
.bar { background: var(--card); border-bottom: 1px solid var(--line); }
.bar > div { max-width: 76rem; margin: 0 auto; padding: .5rem 1rem; display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.5rem; }
.brand { display: inline-flex; align-items: center; gap: .5rem; font-weight: 700; font-size: 1.05rem; color: var(--ink); text-decoration: none; padding: .25rem 0; }
.brand svg { width: 1.25rem; height: 1.25rem; fill: var(--accent); }
.bar ul { display: flex; flex-wrap: wrap; gap: .15rem; }
.bar li, .bar li:first-child, .bar li:last-child { padding: 0; border: 0; }
.bar li a { display: block; padding: .35rem .7rem; border-radius: 7px; color: var(--quiet); text-decoration: none; font-weight: 500; font-size: .95rem; }
.bar li a:hover { background: var(--code); color: var(--ink); }
.bar li a[aria-current] { background: var(--soft); color: var(--accent); font-weight: 650; }
main.desk { overflow-wrap: anywhere; max-width: 76rem; padding: 1.75rem 1rem 2.5rem; }
.foot { max-width: 76rem; margin: 0 auto; padding: 0 1rem 2rem; color: var(--quiet); font-size: .85rem; }
.head { margin: 0 0 1.25rem; } .head h1 { font-size: 1.75rem; letter-spacing: -.01em; overflow-wrap: anywhere; }
.lede { color: var(--quiet); max-width: 46rem; margin: .35rem 0 0; }
main.desk table { overflow-wrap: break-word; }
main.desk section, .panel { border-radius: 12px; }
section > h2:first-child { margin-top: 0; }
section h2 { font-size: 1.05rem; letter-spacing: -.005em; }
.grid { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr); margin-top: 1.25rem; } .grid > section { margin: 0; }
.grid > * { min-width: 0; }
.label { text-transform: uppercase; letter-spacing: .06em; font-size: .75rem; font-weight: 650; color: var(--quiet); margin: 0 0 .4rem; }
.big { font-size: 1.35rem; line-height: 1.3; font-weight: 650; margin: 0 0 .35rem; overflow-wrap: anywhere; } .big a { color: var(--ink); text-decoration: none; }
.big a:hover { text-decoration: underline; }
.more { margin: .9rem 0 0; font-weight: 550; }
.pill { display: inline-block; border-radius: 999px; padding: .1rem .6rem; font-size: .8rem; font-weight: 650; white-space: nowrap;
  background: var(--code); color: var(--quiet); }
.pill.good { background: var(--good-soft); color: var(--good); } .pill.wait { background: var(--wait-soft); color: var(--wait); }
.pill.bad { background: var(--bad-soft); color: var(--bad); }
.banner { border-radius: 12px; padding: 1rem 1.25rem; border: 1px solid var(--line); border-left: 5px solid var(--good); background: var(--card); }
.banner.bad { border-left-color: var(--bad); } .banner.wait { border-left-color: var(--wait); }
.banner h2 { margin: 0; font-size: 1.1rem; } .banner ul { margin: .6rem 0 0; } .banner li { padding: .45rem 0; }
.facts { display: grid; grid-template-columns: minmax(7rem, max-content) minmax(0, 1fr); gap: .3rem 1.25rem; margin: 0; } .facts dt { color: var(--quiet); }
.facts dd { margin: 0; overflow-wrap: anywhere; } .facts li, .facts li:first-child { border: 0; padding: 0 0 .2rem; } .facts li .quiet { display: inline; margin-left: .35rem; }
.tour { display: grid; gap: .25rem 1.5rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); }
.tour li, .tour li:first-child, .tour li:last-child { border: 0; padding: .5rem 0; } .tour a { font-weight: 600; }
.chips { display: flex; flex-wrap: wrap; gap: .4rem; margin: 0 0 1rem; } .chips li { padding: 0; border: 0; }
.chips a, .switch a { display: inline-block; border: 1px solid var(--line); background: var(--card); border-radius: 999px; padding: .25rem .8rem; text-decoration: none;
  color: var(--ink); font-size: .9rem; overflow-wrap: anywhere; } .chips a[aria-current], .switch a[aria-current] { background: var(--accent); border-color: var(--accent); color: var(--card); font-weight: 600; }
.mails li { display: grid; grid-template-columns: minmax(0, 1fr); gap: .1rem 1rem; } .mails li > a { font-weight: 600; } .mails .quiet { margin: 0; }
.switches { display: flex; flex-wrap: wrap; gap: .6rem 2rem; margin: 1.25rem 0 .75rem; align-items: center; } .switch { display: flex; flex-wrap: wrap; gap: .35rem; align-items: center; } .switch .label { margin: 0 .35rem 0 0; }
.stage { background: var(--stage); border: 1px solid var(--line); border-radius: 14px; padding: 1.25rem; overflow-x: auto; }
.stage iframe { display: block; margin: 0 auto; border: 1px solid var(--line); border-radius: 12px; background: var(--card); height: 46rem; max-height: 85vh; }
.stage.both { display: flex; gap: 1.25rem; justify-content: center; } .stage.both iframe { margin: 0; flex: none; }
.stage .w360 { width: 362px; border-radius: 22px; } .stage .w640 { width: 642px; }
pre { background: var(--code); border-radius: 8px; padding: .9rem 1rem; margin: .5rem 0 0; overflow: auto; font: .85rem/1.5 ui-monospace, SFMono-Regular, Consolas, monospace; white-space: pre; tab-size: 4; }
pre.wrap { white-space: pre-wrap; overflow-wrap: anywhere; } pre code { background: none; padding: 0; font: inherit; overflow-wrap: normal; }
pre:focus-visible, .stage:focus-visible, iframe:focus-visible, textarea:focus-visible, select:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
details > summary { cursor: pointer; color: var(--link); font-weight: 550; padding: .25rem 0; } .tall { max-height: 32rem; overflow: auto; }
td .quiet, th .quiet { display: block; font-size: .85rem; font-weight: 400; } tbody th { color: var(--ink); }
td.code, .sql .k { overflow-wrap: anywhere; } .nowrap { white-space: nowrap; } td.number + td:not(.number), th.number + th:not(.number) { padding-left: 1.5rem; } td ul { margin: 0; } td li { padding: .2rem 0; border: 0; }
.sql .note { color: var(--quiet); } .sql .word { color: var(--accent); font-weight: 600; } .sql .param { color: var(--wait); }
.chart { margin: .5rem 0 1rem; } .plot { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 .6rem; }
.plot svg { width: 100%; height: 13rem; display: block; overflow: visible; } .plot path { fill: none; vector-effect: non-scaling-stroke; stroke-linecap: round; stroke-linejoin: round; }
.plot .grid-line { stroke: var(--line); stroke-width: 1; } .plot .line { stroke: var(--accent); stroke-width: 2.25; } .plot .unsure { stroke: var(--accent); stroke-width: 2.25; stroke-dasharray: 2 5; }
.plot .aim { stroke: var(--wait); stroke-width: 2; stroke-dasharray: 1 6; } .plot .dot { stroke: var(--accent); stroke-width: 8; }
.ticks { display: flex; flex-direction: column; justify-content: space-between; margin: -.55rem 0; font-size: .75rem; line-height: 1.1rem; color: var(--quiet); text-align: right; white-space: nowrap; }
.dates { grid-column: 2; display: flex; justify-content: space-between; font-size: .75rem; color: var(--quiet); padding-top: .35rem; }
.legend { font-size: .85rem; color: var(--quiet); margin: .5rem 0 0; }
.lines { list-style: none; counter-reset: line; font: .84rem/1.55 ui-monospace, SFMono-Regular, Consolas, monospace; margin: .5rem 0 0; padding: .6rem 0; background: var(--code); border-radius: 8px; overflow: auto; }
.lines > li { counter-increment: line; padding: 0 1rem 0 0; border: 0; min-width: max-content; white-space: pre; overflow-wrap: normal; display: grid; grid-template-columns: 3.5rem minmax(0, 1fr); }
.lines > li::before { content: counter(line); color: var(--quiet); text-align: right; padding-right: 1rem; } .lines > li:target { background: var(--soft); }
.lines > li.wrong { background: var(--bad-soft); } .lines .why { grid-column: 2; color: var(--bad); font-family: -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; white-space: normal; max-width: 60rem; font-weight: 600; }
.lines .why::before { content: "▲ "; }
.found { list-style: none; margin: 0; padding: 0; } .found li { display: block; } .found code { white-space: pre-wrap; }
form.check { margin: 0; } textarea { width: 100%; min-height: 30rem; resize: vertical; font: .84rem/1.55 ui-monospace, SFMono-Regular, Consolas, monospace; background: var(--card); color: var(--ink);
  border: 1px solid var(--then); border-radius: 8px; padding: .75rem; tab-size: 2; white-space: pre; overflow: auto; }
select { font: inherit; background: var(--card); color: var(--ink); border: 1px solid var(--then); border-radius: 8px; padding: .45rem .6rem; max-width: 100%; }
.row { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: center; margin: .75rem 0; }
.kpi-list li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .1rem 1rem; align-items: baseline; } .kpi-list a { font-weight: 600; } .kpi-list .quiet { grid-column: 1 / -1; max-width: 52rem; }
.kpi-list .value { font-weight: 650; font-variant-numeric: tabular-nums; text-align: right; }
@media (min-width: 48rem) { .grid.two { grid-template-columns: repeat(2, minmax(0, 1fr)); } .grid.three { grid-template-columns: repeat(3, minmax(0, 1fr)); }
  .grid.editor { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); align-items: start; }
  .mails li { grid-template-columns: minmax(0, 1fr) auto; } .mails li > a { grid-column: 1; } .mails .when { grid-column: 2; grid-row: 1; } }
@media (max-width: 66rem) { .stage.both .w640 { display: none; } }
@media (max-width: 30rem) { .bar ul { margin-left: -.55rem; } main.desk { padding-left: .75rem; padding-right: .75rem; } .facts { grid-template-columns: minmax(0, 1fr); gap: 0; } .facts dd { margin: 0 0 .5rem; } .stage { padding: 0; border: 0; background: none; } .bar li a { padding: .3rem .55rem; } }
@media (max-width: 40rem) { .stacked thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } .stacked, .stacked tbody, .stacked tr, .stacked th, .stacked td { display: block; }
  .stacked tbody th { padding-bottom: .1rem; border-bottom: 0; } .stacked td { display: flex; justify-content: space-between; gap: 1rem; padding: .1rem 0; border: 0; text-align: right; } .stacked td:empty { display: none; }
  .stacked td::before { content: attr(data-of); color: var(--quiet); text-align: left; } .stacked tr { padding-bottom: .5rem; } }
@media print { .bar, .foot, .skip { display: none; } }
`;
