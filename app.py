"""
Portavoz, in the order of the manual PR-DGCS/DAI-07: which function carries out which stage.

Each function's Blueprint is registered here for packaging. In Lambda nothing imports this module: every function is
imported alone, as `functions.<file>`.
"""

from chalice import Chalice

from functions.answer_open311 import blueprint as answer_open311
from functions.api import blueprint as api
from functions.archive_records import blueprint as archive_records
from functions.close_day import blueprint as close_day
from functions.collect_comments import blueprint as collect_comments
from functions.dispatch_collection import blueprint as dispatch_collection
from functions.dispatch_publications import blueprint as dispatch_publications
from functions.dispose_records import blueprint as dispose_records
from functions.heed_notices import blueprint as heed_notices
from functions.make_exports import blueprint as make_exports
from functions.prepare_publications import blueprint as prepare_publications
from functions.probe_accounts import blueprint as probe_accounts
from functions.publish_posts import blueprint as publish_posts
from functions.receive_department_news import blueprint as receive_department_news
from functions.receive_material import blueprint as receive_material
from functions.receive_notices import blueprint as receive_notices
from functions.refer_cases import blueprint as refer_cases
from functions.send_daily_notices import blueprint as send_daily_notices
from functions.sweep_intake import blueprint as sweep_intake
from functions.watch_deliveries import blueprint as watch_deliveries

app = Chalice(app_name="portavoz", configure_logs=False)

# 1. Recopilación de información
app.register_blueprint(receive_material)
app.register_blueprint(sweep_intake)
# 2. Edición y publicaciones
app.register_blueprint(prepare_publications)
app.register_blueprint(dispatch_publications)
app.register_blueprint(publish_posts)
app.register_blueprint(watch_deliveries)
app.register_blueprint(probe_accounts)
# 3. Monitoreo de publicaciones y lectura de reportes
app.register_blueprint(dispatch_collection)
app.register_blueprint(collect_comments)
app.register_blueprint(receive_notices)
app.register_blueprint(heed_notices)
# 4. Canalización de reportes y respuesta al ciudadano
app.register_blueprint(refer_cases)
app.register_blueprint(receive_department_news)
app.register_blueprint(answer_open311)
app.register_blueprint(close_day)
app.register_blueprint(send_daily_notices)
# 7. Registros
app.register_blueprint(archive_records)
app.register_blueprint(make_exports)
app.register_blueprint(dispose_records)
# Las personas responsables
app.register_blueprint(api)
