/** The style of the archived page: light and dark, phone to desk, and on paper. One block, so its hash can be the policy. */

export const pageStyle = `
:root{color-scheme:light dark;--bg:#eef1f5;--card:#fff;--text:#1a1f29;--muted:#4f5a6b;--line:#d9dee6;--accent:#1d5bb8;--then:#76839a;--soft:#f5f7fa;--track:#e6eaf0;--good:#0b6b4b;--bad:#b3261e;--near:#7a4f00;--edge:#b07a00;--link:#174a96;--warn:#fff4d6;--h0:#dce8fa;--h1:#a9c8f3;--h2:#6b9fe6;--h3:#2e6cc4;--h4:#0e3a7c}
@media (prefers-color-scheme:dark){:root{--bg:#12151b;--card:#1c2129;--text:#eef1f6;--muted:#a9b3c2;--line:#3a4352;--accent:#6ea3f5;--then:#8b97ab;--soft:#252b35;--track:#2a313c;--good:#6fdcae;--bad:#ff9d94;--near:#ffd37a;--edge:#ffd37a;--link:#8ab4ff;--warn:#3a3118;--h0:#22344f;--h1:#2f5285;--h2:#4478bd;--h3:#72a4ec;--h4:#c2dbff}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:12px}
body{margin:0;background:var(--bg);color:var(--text);font:15px/1.5 -apple-system,'Segoe UI',Helvetica,Arial,sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:1120px;margin:0 auto;padding:0 20px}
header{padding-top:28px}
a{color:var(--link)}
h1{margin:4px 0;font-size:28px;line-height:1.2}
h2{margin:36px 0 10px;font-size:20px;line-height:1.3}
h3{margin:0;font-size:16px;line-height:1.3}
p{margin:6px 0}
.mu,.note,figcaption{color:var(--muted);font-size:14px}
.narrative{font-size:18px;line-height:1.4;margin:4px 0;max-width:44em}.period{font-size:17px}
.score{display:flex;flex-wrap:wrap;gap:4px 20px;font-weight:700}
.on,.good{color:var(--good)}.off,.bad{color:var(--bad)}.near{color:var(--near)}.none,.flat{color:var(--muted)}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--card);padding:8px}
nav ul{display:flex;flex-wrap:wrap;gap:4px 18px;list-style:none;margin:14px 0 0;padding:10px 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
nav a{display:inline-block;padding:3px 0}
.warn{background:var(--warn);border-left:4px solid var(--edge);padding:8px 12px;font-weight:600}
.attention{list-style:none;margin:0;padding:0;display:grid;gap:10px}
.attention li{display:flex;justify-content:space-between;align-items:center;gap:12px;background:var(--card);border-left:4px solid var(--edge);padding:12px 16px}
.attention li.is-off{border-color:var(--bad)}
.attention a{color:inherit;font-weight:700}
.attention .value{font-size:26px;font-weight:700;white-space:nowrap}
.card,.table{background:var(--card);padding:16px}
.cards,.ways{display:grid;gap:16px}.cards>.mixes{grid-column:1/-1}.bars th:first-child{width:48%}
.card>.value{font-size:30px;line-height:1.3;font-weight:700;margin:2px 0}
.card dl{display:grid;grid-template-columns:auto 1fr;gap:3px 12px;margin:8px 0;font-size:14px}
dt{color:var(--muted)}dd{margin:0}
.table{overflow-x:auto}.table+.table{margin-top:12px}
.table th:first-child,.behind th:first-child{position:sticky;left:0;z-index:1;background:var(--card)}
.table:focus-visible,a:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:14px}
caption{text-align:left;color:var(--muted);padding-bottom:8px}
th,td{padding:8px 10px;text-align:right;vertical-align:top;border-bottom:1px solid var(--line)}
th{vertical-align:bottom}thead th{overflow-wrap:normal}tbody th{vertical-align:top;font-weight:400}
th:first-child,td:first-child{text-align:left}
th:first-child{padding-left:0}td:last-child,th:last-child{padding-right:0}
tbody tr:last-child>*{border-bottom:0}
td{white-space:nowrap;overflow-wrap:break-word}
tbody th{min-width:112px}
td small,th small{display:block;color:var(--muted);font-size:13px}td small{white-space:normal;min-width:64px}
small.good{color:var(--good)}small.bad{color:var(--bad)}
.strong{font-weight:700}
.bar{display:block;width:100%;height:10px;margin-top:4px}.bar .track{fill:var(--track)}.bar .fill{fill:var(--accent)}
.chart{margin:14px 0 4px}
.plot{display:grid;grid-template-columns:auto 1fr;gap:0 8px}
.plot>svg{width:100%;height:150px;display:block;overflow:visible}
.marks{grid-column:2;display:flex;justify-content:space-between;padding:0 2% 4px 1%;font-size:12px;line-height:14px;font-weight:700}.marks i{width:0}.marks b{width:2em;margin:0 -1em;text-align:center;white-space:nowrap}
.plot line.event{stroke:var(--text);stroke-width:1;stroke-dasharray:2 3}.plot .span{fill:var(--text);opacity:.08}
.plot .dot{fill:var(--accent)}.plot .holiday{fill:var(--card);stroke:var(--muted);stroke-width:2}
.ticks{display:flex;flex-direction:column;justify-content:space-between;margin:-6px 0 -6px;font-size:12px;line-height:18px;color:var(--muted);text-align:right;white-space:nowrap}
.dates{grid-column:2;display:flex;justify-content:space-between;font-size:12px;color:var(--muted);padding-top:4px}
.plot path{fill:none;vector-effect:non-scaling-stroke;stroke-linejoin:round;stroke-linecap:round}
.plot .grid{stroke:var(--line);stroke-width:1}
.plot .now{stroke:var(--accent);stroke-width:2.5}
.plot .then{stroke:var(--then);stroke-width:2;stroke-dasharray:5 5}
.plot .target{stroke:var(--near);stroke-width:2;stroke-dasharray:1 5}
.heat{margin:14px 0 4px}.heat .map{display:grid;grid-template-columns:auto 1fr;gap:0 8px}
.heat .map>svg{display:block;width:100%}
.hours{grid-column:2;display:flex;font-size:12px;line-height:18px;color:var(--muted)}.hours span{flex:1 1 0;width:0;display:flex;justify-content:center;white-space:nowrap}
.heat path{stroke:var(--card);stroke-width:1;vector-effect:non-scaling-stroke}
.h0{fill:var(--h0)}.h1{fill:var(--h1)}.h2{fill:var(--h2)}.h3{fill:var(--h3)}.h4{fill:var(--h4)}
.days span{display:block;height:24px;line-height:24px;font-size:12px;color:var(--muted);white-space:nowrap}
.scale{display:inline-flex;align-items:center;gap:8px;white-space:nowrap}
.behind{overflow-x:auto}.behind:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.bridge{margin:10px 0 4px}.way{display:grid;grid-template-columns:minmax(0,max-content) auto minmax(30%,1fr);gap:0 12px}.way>svg{display:block;width:100%;overflow:visible}
.names span,.amounts span{display:block;height:28px;line-height:28px;font-size:13px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}.amounts{text-align:right}.amounts span{font-weight:700}
.way line{stroke:var(--then);stroke-width:1.5;stroke-dasharray:2 3}.way circle,.way .even{fill:var(--accent)}.way .good{fill:var(--good)}.way .bad{fill:var(--bad)}.amounts .end{color:var(--text)}
.legend{display:flex;flex-wrap:wrap;gap:2px 16px;margin:8px 0 0;padding:0;list-style:none;font-size:13px;color:var(--muted)}
.legend span{display:inline-block;width:20px;margin-right:6px;vertical-align:middle;border-top:3px solid var(--accent)}
.legend .holiday{width:10px;height:10px;border:2px solid var(--muted);border-radius:50%}.legend .then{border-top:2px dashed var(--then)}.legend .target{border-top:3px dotted var(--near)}
details{margin-top:8px}summary{cursor:pointer;color:var(--link);font-size:14px;padding:4px 0}
footer{padding-top:24px;padding-bottom:40px;color:var(--muted);font-size:14px}
@media (min-width:600px){.ways{grid-template-columns:1fr 1fr}}
@media (min-width:900px){.ways{grid-template-columns:repeat(3,1fr)}.cards{grid-template-columns:1fr 1fr}.attention{grid-template-columns:repeat(3,1fr)}.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 16px}}
@media (max-width:599px){.bars th:first-child{width:28%;min-width:84px}.table tbody th{max-width:40vw}th,td{padding:8px 6px}.card,.table{padding:12px}}
@media print{:root{--bg:#fff;--card:#fff;--text:#000;--muted:#444;--line:#bbb;--accent:#1d5bb8;--then:#76839a;--soft:#fff;--track:#e6eaf0;--good:#0b6b4b;--bad:#b3261e;--near:#7a4f00;--edge:#b07a00;--link:#000;--warn:#fff;--h0:#dce8fa;--h1:#a9c8f3;--h2:#6b9fe6;--h3:#2e6cc4;--h4:#0e3a7c;color-scheme:light}
nav,.skip,summary{display:none}header,main,footer{max-width:none;padding:0}body{font-size:9.5px;line-height:1.35}
h1{font-size:19px}h2{font-size:13px;margin:14px 0 4px}h3{font-size:11px}.narrative,.period{font-size:11px;margin:2px 0}.card>.value,.attention .value{font-size:15px;margin:0}p{margin:2px 0}
table,.note,.mu,.card dl,.legend,small,td small,th small,figcaption{font-size:8.5px}th,td{padding:2px 5px}caption{padding-bottom:2px}a{text-decoration:none}
.card,.attention li,tr,figure,thead{break-inside:avoid}h2,h3,caption,h2+p{break-after:avoid}tbody tr:first-child{break-before:avoid}.card,.table{padding:4px 0;overflow:visible}.behind{overflow:visible}
.table th:first-child,.behind th:first-child{position:static}.table tbody th{max-width:none}td small{min-width:0}.attention{grid-template-columns:repeat(3,1fr);gap:6px}.attention li{padding:4px 8px}
.cards{grid-template-columns:repeat(3,1fr);gap:8px 16px}.card small,.card dl{font-size:7.5px}.cards td{white-space:normal}.cards th,.cards td{padding:0 3px}.cards tbody th{min-width:0}.ways{grid-template-columns:repeat(3,1fr);gap:8px 16px}.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 20px}
.plot>svg{height:64px}.chart,.heat,.bridge{margin:4px 0}.ticks,.dates,.marks,.days span,.hours,.names span,.amounts span{font-size:8px}.ticks{line-height:10px;margin:-4px 0}.way{gap:0 6px}.behind table,details table{font-size:7.5px;line-height:1.15}footer,footer p{font-size:8.5px}footer{padding:8px 0 0}.said{margin:4px 0;padding-left:16px}.behind th,.behind td,details th,details td{padding:0 4px}
svg,.legend span,.attention li,.brand{print-color-adjust:exact;-webkit-print-color-adjust:exact}
details::details-content{content-visibility:visible;block-size:auto}}
@page{size:A4;margin:12mm 12mm 14mm;@bottom-right{content:counter(page) " / " counter(pages);font:8px sans-serif;color:#444}}
`;
