"""How the page looks: on a desk, on a telephone, on paper, by day and by night."""

from chalicelib.adapters.reports import colours
from chalicelib.domain.report_document import Tone

_NAMES = ("text", "muted", "grid", "ground", "panel", "alert-ground", "alert-text")
_BY_DAY = (
    colours.TEXT,
    colours.MUTED,
    colours.GRID,
    colours.GROUND,
    colours.PANEL,
    colours.ALERT_GROUND,
    colours.ALERT_TEXT,
)
_BY_NIGHT = (
    colours.DARK_TEXT,
    colours.DARK_MUTED,
    colours.DARK_GRID,
    colours.DARK_GROUND,
    colours.DARK_PANEL,
    colours.DARK_ALERT_GROUND,
    colours.DARK_ALERT_TEXT,
)

_LAYOUT = """
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text)}
body{font:16px/1.5 "Noto Sans","Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
.wrap{max-width:66rem;margin:0 auto;padding:1.25rem 1.25rem 3rem}
header{display:flex;gap:1.25rem;align-items:center;border-bottom:3px solid var(--plain);padding-bottom:1rem}
header img{height:4rem;width:auto;background:#fff;border-radius:.375rem;padding:.25rem}
header p{margin:0;color:var(--muted)}
h1{font-size:1.6rem;line-height:1.2;margin:0 0 .15rem}
h2{font-size:1.3rem;line-height:1.25;margin:2.5rem 0 .6rem;padding-top:1rem;border-top:1px solid var(--grid)}
h2.first{border:0;margin-top:1.2rem;padding:0}
p{margin:.5rem 0;max-width:46rem;overflow-wrap:anywhere}
.lead{font-size:1.05rem;padding-left:1.2rem;margin:1rem 0}.lead li{margin:.25rem 0;overflow-wrap:anywhere}
.period{font-size:1.1rem;font-weight:600;color:var(--text)}
.tiles{list-style:none;margin:1.25rem 0;padding:0;display:grid}
.tiles{gap:.75rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr))}
.tiles li{background:var(--panel);border-left:4px solid var(--plain);border-radius:.25rem;padding:.75rem 1rem}
.tiles li.alert{background:var(--alert-ground);border-color:var(--late)}
.tiles .label{display:block;font-weight:600}
.tiles .value{display:block;font-size:2.1rem;line-height:1.15;font-weight:700;font-variant-numeric:tabular-nums}
.tiles .alert .value{color:var(--alert-text)}
.d{white-space:nowrap}
.tiles .said{display:block;color:var(--muted);font-size:.9rem;overflow-wrap:anywhere}
.charts{display:grid;gap:1.5rem 2rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));margin:1.25rem 0}
figure{margin:0;max-width:36rem}
figcaption{font-weight:600;margin-bottom:.4rem}
svg{display:block;width:100%;height:auto;overflow:visible;font-family:inherit}
svg text{fill:var(--text)}svg .muted{fill:var(--muted)}svg .on-tone{fill:var(--ground)}svg .b{font-weight:600}
.rule{fill:none;stroke:var(--grid);stroke-width:1}
.line{fill:none;stroke-width:2.2;stroke-linejoin:round;stroke-linecap:round}
details{margin-top:.6rem}
summary{cursor:pointer;color:var(--plain);padding:.25rem 0;min-height:1.75rem}
.scroll{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{padding:.4rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--grid);overflow-wrap:anywhere}
thead th{border-bottom:2px solid var(--muted);vertical-align:bottom;overflow-wrap:normal}
tbody th{font-weight:400;min-width:9rem}
.n{text-align:right;white-space:nowrap}thead .n{white-space:normal}
tfoot th,tfoot td{font-weight:700;border-top:2px solid var(--muted);border-bottom:0}
.unread{background:var(--panel);border-left:4px solid var(--muted);border-radius:.25rem;padding:.25rem 1rem .5rem;margin:1.5rem 0}
.unread.alert{background:var(--alert-ground);border-color:var(--late)}
.unread h3{margin:.5rem 0 0;font-size:1.1rem}
.notes{color:var(--muted);font-size:.9rem}
nav ul{columns:16rem;padding-left:1.1rem;margin:.5rem 0}
a{color:var(--plain)}
footer{margin-top:2.5rem;border-top:1px solid var(--grid);padding-top:.75rem;color:var(--muted);font-size:.9rem}
:focus-visible{outline:3px solid var(--plain);outline-offset:2px}
"""

_ON_PAPER = """
@media screen and (max-width:34rem){
.wrap{padding:1rem 1rem 2rem}header{display:block}header img{height:3rem;margin-bottom:.5rem}h1{font-size:1.4rem}
.tiles{grid-template-columns:1fr 1fr;gap:.5rem}.tiles li{padding:.5rem .6rem}.tiles .value{font-size:1.7rem}
.tiles .label,.tiles .said{font-size:.85rem}
}
@page{size:letter;margin:1.2cm}
@media print{
body{font-size:9pt;line-height:1.4}.wrap{max-width:none;padding:0}nav,summary{display:none}
h1{font-size:15pt}h2{font-size:12pt;margin-top:1.2rem;break-after:avoid}.lead,.period{font-size:9.5pt;margin:.4rem 0}
h2.first{margin-top:.7rem}header{padding-bottom:.5rem}header img{height:3rem}
.tiles{grid-template-columns:repeat(3,1fr);gap:.4rem;margin:.5rem 0}.tiles li{padding:.35rem .6rem}
.tiles .value{font-size:16pt}.tiles .said{font-size:8pt}
.charts{grid-template-columns:1fr 1fr;gap:.6rem 1.6rem;margin:.5rem 0}
.unread{margin:.6rem 0;padding:.1rem .8rem .3rem}.unread p{margin:.2rem 0}
.unread h3{margin:.3rem 0;font-size:10pt}
table{font-size:8.5pt}th,td{padding:.2rem .4rem}.scroll{overflow:visible}
figure,tr,.tiles li,.unread{break-inside:avoid}thead{display:table-header-group}tfoot{display:table-row-group}
.summary details{display:none}details::details-content{content-visibility:visible;block-size:auto}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
"""


def style() -> str:
    """Give the page's whole style; the same at every call."""
    day = _colours(_BY_DAY, colours.LIGHT)
    night = _colours(_BY_NIGHT, colours.DARK)
    fills = "".join(f".fill.{tone}{{fill:var(--{tone})}}.line.{tone}{{stroke:var(--{tone})}}" for tone in Tone)
    return (
        f":root{{color-scheme:light dark;{day}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{night}}}}}{_LAYOUT}{fills}{_ON_PAPER}"
    )


def _colours(values: tuple[str, ...], tones: dict[Tone, str]) -> str:
    named = [*zip(_NAMES, values, strict=True), *tones.items()]
    return "".join(f"--{name}:{value};" for name, value in named)
