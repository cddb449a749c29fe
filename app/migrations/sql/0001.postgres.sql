CREATE TABLE "audit" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER, "staff_id" INTEGER, "at" TIMESTAMPTZ NOT NULL, "deed" VARCHAR(255) NOT NULL, "subject" VARCHAR(255) NOT NULL, "detail" TEXT NOT NULL)

CREATE INDEX "audit_station_id" ON "audit" ("station_id")

CREATE TABLE "balance" ("account" VARCHAR(255) NOT NULL, "owner_id" INTEGER NOT NULL, "fen" BIGINT NOT NULL, PRIMARY KEY ("account", "owner_id"))

CREATE TABLE "batch" ("id" SERIAL NOT NULL PRIMARY KEY, "name" VARCHAR(255) NOT NULL, "made_at" TIMESTAMPTZ NOT NULL, "opened_at" TIMESTAMPTZ)

CREATE TABLE "bureau" ("id" SERIAL NOT NULL PRIMARY KEY, "code" VARCHAR(255) NOT NULL, "name" VARCHAR(255) NOT NULL)

CREATE UNIQUE INDEX "bureau_code" ON "bureau" ("code")

CREATE TABLE "station" ("id" SERIAL NOT NULL PRIMARY KEY, "bureau_id" INTEGER, "code" VARCHAR(255) NOT NULL, "name" VARCHAR(255) NOT NULL, "lat" DOUBLE PRECISION, "lon" DOUBLE PRECISION, FOREIGN KEY ("bureau_id") REFERENCES "bureau" ("id"))

CREATE INDEX "station_bureau_id" ON "station" ("bureau_id")

CREATE UNIQUE INDEX "station_code" ON "station" ("code")

CREATE TABLE "district" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "code" VARCHAR(255) NOT NULL, "name" VARCHAR(255) NOT NULL, "village" VARCHAR(255) NOT NULL, "town" VARCHAR(255) NOT NULL, "capacity_kva" INTEGER, "lat" DOUBLE PRECISION, "lon" DOUBLE PRECISION, FOREIGN KEY ("station_id") REFERENCES "station" ("id"))

CREATE INDEX "district_station_id" ON "district" ("station_id")

CREATE UNIQUE INDEX "district_station_id_code" ON "district" ("station_id", "code")

CREATE TABLE "customer" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "district_id" INTEGER, "account_no" VARCHAR(255) NOT NULL, "name" TEXT NOT NULL, "initials" VARCHAR(255) NOT NULL, "phone" VARCHAR(255) NOT NULL, "category" VARCHAR(255) NOT NULL, "address" TEXT NOT NULL, "lat" DOUBLE PRECISION, "lon" DOUBLE PRECISION, "meter_no" VARCHAR(255) NOT NULL, "floating" BOOLEAN NOT NULL, "elderly_alone" BOOLEAN NOT NULL, "disabled" BOOLEAN NOT NULL, "key_account" BOOLEAN NOT NULL, "demolition" BOOLEAN NOT NULL, "prepaid" BOOLEAN NOT NULL, "changed_at" TIMESTAMPTZ NOT NULL, "closed_at" TIMESTAMPTZ, "batch_id" INTEGER, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("district_id") REFERENCES "district" ("id"))

CREATE UNIQUE INDEX "customer_station_id_account_no" ON "customer" ("station_id", "account_no")

CREATE INDEX "customer_district_id_account_no" ON "customer" ("district_id", "account_no")

CREATE INDEX "customer_station_id_meter_no" ON "customer" ("station_id", "meter_no")

CREATE TABLE "bill" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "customer_id" INTEGER NOT NULL, "district_id" INTEGER, "period" INTEGER NOT NULL, "kind" VARCHAR(255) NOT NULL, "kwh" INTEGER, "due_fen" BIGINT NOT NULL, "open_fen" BIGINT NOT NULL, "released_on" DATE, "due_on" DATE, "listed_at" TIMESTAMPTZ, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"), FOREIGN KEY ("district_id") REFERENCES "district" ("id"))

CREATE UNIQUE INDEX "bill_customer_id_period_kind" ON "bill" ("customer_id", "period", "kind")

CREATE INDEX "bill_district_id_period_due_fen_open_fen" ON "bill" ("district_id", "period", "due_fen", "open_fen")

CREATE INDEX "bill_station_id_period_district_id_due_fen_open_fen" ON "bill" ("station_id", "period", "district_id", "due_fen", "open_fen")

CREATE INDEX "bill_open" ON "bill" ("customer_id", "period", "due_on", "open_fen") WHERE ("open_fen" > 0)

CREATE TABLE "staff" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER, "bureau_id" INTEGER, "number" VARCHAR(255) NOT NULL, "login" VARCHAR(255) NOT NULL, "name" VARCHAR(255) NOT NULL, "phone" VARCHAR(255) NOT NULL, "role" VARCHAR(255) NOT NULL, "post" VARCHAR(255) NOT NULL, "password" VARCHAR(255) NOT NULL, "must_change" BOOLEAN NOT NULL, "epoch" INTEGER NOT NULL, "made_at" TIMESTAMPTZ NOT NULL, "closed_at" TIMESTAMPTZ, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("bureau_id") REFERENCES "bureau" ("id"))

CREATE INDEX "staff_station_id" ON "staff" ("station_id")

CREATE INDEX "staff_bureau_id" ON "staff" ("bureau_id")

CREATE UNIQUE INDEX "staff_login" ON "staff" ("login")

CREATE TABLE "care" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "customer_id" INTEGER NOT NULL, "kind" VARCHAR(255) NOT NULL, "text" TEXT NOT NULL, "since" DATE NOT NULL, "until" DATE, "by_id" INTEGER, "made_at" TIMESTAMPTZ NOT NULL, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"), FOREIGN KEY ("by_id") REFERENCES "staff" ("id"))

CREATE INDEX "care_station_id" ON "care" ("station_id")

CREATE INDEX "care_customer_id" ON "care" ("customer_id")

CREATE INDEX "care_by_id" ON "care" ("by_id")

CREATE TABLE "case" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "staff_id" INTEGER NOT NULL, "period" INTEGER NOT NULL, "state" VARCHAR(255) NOT NULL, "waiting" TEXT NOT NULL, "look_again_at" TIMESTAMPTZ, "opened_at" TIMESTAMPTZ NOT NULL, "closed_at" TIMESTAMPTZ, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"))

CREATE INDEX "case_station_id" ON "case" ("station_id")

CREATE INDEX "case_staff_id" ON "case" ("staff_id")

CREATE INDEX "case_look_again_at" ON "case" ("look_again_at")

CREATE UNIQUE INDEX "case_staff_id_period" ON "case" ("staff_id", "period")

CREATE INDEX "case_station_id_period" ON "case" ("station_id", "period")

CREATE TABLE "case_answer" ("id" SERIAL NOT NULL PRIMARY KEY, "case_id" INTEGER NOT NULL, "b_id" INTEGER NOT NULL, "accepted" BOOLEAN NOT NULL, "reason" TEXT NOT NULL, "at" TIMESTAMPTZ NOT NULL, FOREIGN KEY ("case_id") REFERENCES "case" ("id"), FOREIGN KEY ("b_id") REFERENCES "staff" ("id"))

CREATE INDEX "case_answer_case_id" ON "case_answer" ("case_id")

CREATE INDEX "case_answer_b_id" ON "case_answer" ("b_id")

CREATE TABLE "case_step" ("id" SERIAL NOT NULL PRIMARY KEY, "case_id" INTEGER NOT NULL, "n" SMALLINT NOT NULL, "key" VARCHAR(255) NOT NULL, "kind" VARCHAR(255) NOT NULL, "nth" SMALLINT NOT NULL, "on" DATE NOT NULL, "state" VARCHAR(255) NOT NULL, "at" TIMESTAMPTZ NOT NULL, "known_at" TIMESTAMPTZ NOT NULL, "title" TEXT NOT NULL, "reason" TEXT NOT NULL, "tell" VARCHAR(255) NOT NULL, "checkpoint" DATE, "b_id" INTEGER, "cover_since" TIMESTAMPTZ, "cover_until" TIMESTAMPTZ, "against_id" INTEGER, "by_id" INTEGER, FOREIGN KEY ("case_id") REFERENCES "case" ("id"), FOREIGN KEY ("b_id") REFERENCES "staff" ("id"), FOREIGN KEY ("against_id") REFERENCES "staff" ("id"), FOREIGN KEY ("by_id") REFERENCES "staff" ("id"))

CREATE INDEX "case_step_case_id" ON "case_step" ("case_id")

CREATE INDEX "case_step_b_id" ON "case_step" ("b_id")

CREATE INDEX "case_step_against_id" ON "case_step" ("against_id")

CREATE INDEX "case_step_by_id" ON "case_step" ("by_id")

CREATE UNIQUE INDEX "case_step_case_id_key" ON "case_step" ("case_id", "key")

CREATE UNIQUE INDEX "case_step_case_id_n" ON "case_step" ("case_id", "n")

CREATE TABLE "target" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "staff_id" INTEGER NOT NULL, "period" INTEGER NOT NULL, "version" INTEGER NOT NULL, "why" TEXT NOT NULL, "by_id" INTEGER, "made_at" TIMESTAMPTZ NOT NULL, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"), FOREIGN KEY ("by_id") REFERENCES "staff" ("id"))

CREATE INDEX "target_station_id" ON "target" ("station_id")

CREATE INDEX "target_staff_id" ON "target" ("staff_id")

CREATE INDEX "target_by_id" ON "target" ("by_id")

CREATE UNIQUE INDEX "target_staff_id_period_version" ON "target" ("staff_id", "period", "version")

CREATE INDEX "target_station_id_period" ON "target" ("station_id", "period")

CREATE TABLE "checkpoint" ("id" SERIAL NOT NULL PRIMARY KEY, "target_id" INTEGER NOT NULL, "due" DATE NOT NULL, "rate_bp" INTEGER NOT NULL, FOREIGN KEY ("target_id") REFERENCES "target" ("id"))

CREATE INDEX "checkpoint_target_id" ON "checkpoint" ("target_id")

CREATE UNIQUE INDEX "checkpoint_target_id_due" ON "checkpoint" ("target_id", "due")

CREATE TABLE "contact" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "customer_id" INTEGER NOT NULL, "name" TEXT NOT NULL, "relation" VARCHAR(255) NOT NULL, "phone" VARCHAR(255) NOT NULL, "may_hear_amount" BOOLEAN NOT NULL, "by_id" INTEGER, "made_at" TIMESTAMPTZ NOT NULL, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"), FOREIGN KEY ("by_id") REFERENCES "staff" ("id"))

CREATE INDEX "contact_station_id" ON "contact" ("station_id")

CREATE INDEX "contact_customer_id" ON "contact" ("customer_id")

CREATE INDEX "contact_by_id" ON "contact" ("by_id")

CREATE TABLE "counter" ("station_id" INTEGER NOT NULL, "name" VARCHAR(255) NOT NULL, "last" INTEGER NOT NULL)

CREATE UNIQUE INDEX "counter_station_id_name" ON "counter" ("station_id", "name")

CREATE TABLE "feeder" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "name" VARCHAR(255) NOT NULL, "town" VARCHAR(255) NOT NULL, "metres" INTEGER, FOREIGN KEY ("station_id") REFERENCES "station" ("id"))

CREATE INDEX "feeder_station_id" ON "feeder" ("station_id")

CREATE UNIQUE INDEX "feeder_station_id_name" ON "feeder" ("station_id", "name")

CREATE TABLE "zone" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "name" VARCHAR(255) NOT NULL, FOREIGN KEY ("station_id") REFERENCES "station" ("id"))

CREATE INDEX "zone_station_id" ON "zone" ("station_id")

CREATE UNIQUE INDEX "zone_station_id_name" ON "zone" ("station_id", "name")

CREATE TABLE "district_place" ("id" SERIAL NOT NULL PRIMARY KEY, "district_id" INTEGER NOT NULL, "feeder_id" INTEGER, "zone_id" INTEGER, "since" DATE NOT NULL, "until" DATE, FOREIGN KEY ("district_id") REFERENCES "district" ("id"), FOREIGN KEY ("feeder_id") REFERENCES "feeder" ("id"), FOREIGN KEY ("zone_id") REFERENCES "zone" ("id"))

CREATE INDEX "district_place_district_id" ON "district_place" ("district_id")

CREATE INDEX "district_place_feeder_id" ON "district_place" ("feeder_id")

CREATE INDEX "district_place_zone_id" ON "district_place" ("zone_id")

CREATE TABLE "fix" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "staff_id" INTEGER NOT NULL, "at" TIMESTAMPTZ NOT NULL, "lat" DOUBLE PRECISION, "lon" DOUBLE PRECISION, "accuracy_m" DOUBLE PRECISION, "fixed_at" TIMESTAMPTZ, "error" VARCHAR(255) NOT NULL, "distance_m" INTEGER, "flags" VARCHAR(255) NOT NULL, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"))

CREATE INDEX "fix_station_id" ON "fix" ("station_id")

CREATE INDEX "fix_staff_id" ON "fix" ("staff_id")

CREATE TABLE "visit" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "customer_id" INTEGER NOT NULL, "district_id" INTEGER, "key" VARCHAR(255) NOT NULL, "body_hash" VARCHAR(255) NOT NULL, "by_id" INTEGER NOT NULL, "channel" VARCHAR(255) NOT NULL, "outcome" VARCHAR(255) NOT NULL, "note" TEXT NOT NULL, "day" DATE NOT NULL, "made_at" TIMESTAMPTZ, "recorded_at" TIMESTAMPTZ NOT NULL, "fix_id" INTEGER, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"), FOREIGN KEY ("district_id") REFERENCES "district" ("id"), FOREIGN KEY ("by_id") REFERENCES "staff" ("id"), FOREIGN KEY ("fix_id") REFERENCES "fix" ("id"))

CREATE INDEX "visit_station_id" ON "visit" ("station_id")

CREATE INDEX "visit_customer_id" ON "visit" ("customer_id")

CREATE INDEX "visit_district_id" ON "visit" ("district_id")

CREATE UNIQUE INDEX "visit_key" ON "visit" ("key")

CREATE INDEX "visit_by_id" ON "visit" ("by_id")

CREATE INDEX "visit_fix_id" ON "visit" ("fix_id")

CREATE INDEX "visit_customer_id_day" ON "visit" ("customer_id", "day")

CREATE INDEX "visit_by_id_day" ON "visit" ("by_id", "day")

CREATE INDEX "visit_station_id_day" ON "visit" ("station_id", "day")

CREATE TABLE "entry" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "seq" INTEGER NOT NULL, "kind" VARCHAR(255) NOT NULL, "key" VARCHAR(255), "body_hash" VARCHAR(255) NOT NULL, "answer" TEXT, "customer_id" INTEGER, "fen" BIGINT NOT NULL, "channel" VARCHAR(255) NOT NULL, "payer_name" TEXT NOT NULL, "paid_at" TIMESTAMPTZ NOT NULL, "recorded_at" TIMESTAMPTZ NOT NULL, "made_at" TIMESTAMPTZ, "day" DATE NOT NULL, "by_id" INTEGER, "visit_id" INTEGER, "reverses_id" INTEGER, "source" VARCHAR(255) NOT NULL, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"), FOREIGN KEY ("by_id") REFERENCES "staff" ("id"), FOREIGN KEY ("visit_id") REFERENCES "visit" ("id"), FOREIGN KEY ("reverses_id") REFERENCES "entry" ("id"))

CREATE UNIQUE INDEX "entry_key" ON "entry" ("key")

CREATE INDEX "entry_customer_id" ON "entry" ("customer_id")

CREATE INDEX "entry_visit_id" ON "entry" ("visit_id")

CREATE UNIQUE INDEX "entry_reverses_id" ON "entry" ("reverses_id")

CREATE UNIQUE INDEX "entry_station_id_seq" ON "entry" ("station_id", "seq")

CREATE INDEX "entry_by_id_kind_day" ON "entry" ("by_id", "kind", "day")

CREATE INDEX "entry_station_id_day_kind" ON "entry" ("station_id", "day", "kind")

CREATE TABLE "fact" ("name" VARCHAR(255) NOT NULL PRIMARY KEY, "value" TEXT NOT NULL)

CREATE TABLE "feed" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "kind" VARCHAR(255) NOT NULL, "as_of" TIMESTAMPTZ NOT NULL, "full" BOOLEAN NOT NULL, "period" INTEGER, "filename" VARCHAR(255) NOT NULL, "digest" VARCHAR(255) NOT NULL, "rows" INTEGER NOT NULL, "by_id" INTEGER, "loaded_at" TIMESTAMPTZ NOT NULL, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("by_id") REFERENCES "staff" ("id"))

CREATE INDEX "feed_station_id" ON "feed" ("station_id")

CREATE INDEX "feed_by_id" ON "feed" ("by_id")

CREATE INDEX "feed_station_id_kind_as_of" ON "feed" ("station_id", "kind", "as_of")

CREATE TABLE "import_file" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "kind" VARCHAR(255) NOT NULL, "filename" VARCHAR(255) NOT NULL, "size" INTEGER NOT NULL, "digest" VARCHAR(255) NOT NULL, "period" INTEGER, "by_id" INTEGER, "made_at" TIMESTAMPTZ NOT NULL, "head" TEXT, "counts" TEXT, "sums" TEXT, "notes" TEXT, "effects" TEXT, "feed_seen" INTEGER NOT NULL, "parsed_at" TIMESTAMPTZ, "failed_at" TIMESTAMPTZ, "failure" TEXT NOT NULL, "as_of" TIMESTAMPTZ, "full" BOOLEAN, "answered_at" TIMESTAMPTZ, "confirmed_by_id" INTEGER, "confirmed_at" TIMESTAMPTZ, "applied_at" TIMESTAMPTZ, "dropped_at" TIMESTAMPTZ, "job_id" INTEGER, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("by_id") REFERENCES "staff" ("id"), FOREIGN KEY ("confirmed_by_id") REFERENCES "staff" ("id"))

CREATE INDEX "import_file_station_id" ON "import_file" ("station_id")

CREATE INDEX "import_file_by_id" ON "import_file" ("by_id")

CREATE INDEX "import_file_confirmed_by_id" ON "import_file" ("confirmed_by_id")

CREATE INDEX "import_file_station_id_made_at" ON "import_file" ("station_id", "made_at")

CREATE TABLE "file_part" ("id" SERIAL NOT NULL PRIMARY KEY, "import_file_id" INTEGER NOT NULL, "n" INTEGER NOT NULL, "body" BYTEA NOT NULL, FOREIGN KEY ("import_file_id") REFERENCES "import_file" ("id"))

CREATE UNIQUE INDEX "file_part_import_file_id_n" ON "file_part" ("import_file_id", "n")

CREATE TABLE "grant" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "staff_id" INTEGER NOT NULL, "unit" VARCHAR(255) NOT NULL, "unit_id" INTEGER NOT NULL, "right" SMALLINT NOT NULL, "kind" VARCHAR(255) NOT NULL, "since" TIMESTAMPTZ NOT NULL, "until" TIMESTAMPTZ, "by_id" INTEGER, "why" TEXT NOT NULL, "made_at" TIMESTAMPTZ NOT NULL, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"), FOREIGN KEY ("by_id") REFERENCES "staff" ("id"))

CREATE INDEX "grant_station_id" ON "grant" ("station_id")

CREATE INDEX "grant_staff_id" ON "grant" ("staff_id")

CREATE INDEX "grant_by_id" ON "grant" ("by_id")

CREATE INDEX "grant_unit_unit_id_kind" ON "grant" ("unit", "unit_id", "kind")

CREATE INDEX "grant_staff_id_until" ON "grant" ("staff_id", "until")

CREATE TABLE "job" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER, "kind" VARCHAR(255) NOT NULL, "args" TEXT NOT NULL, "by_id" INTEGER, "state" VARCHAR(255) NOT NULL, "done" INTEGER NOT NULL, "of" INTEGER NOT NULL, "message" TEXT NOT NULL, "result" TEXT, "attempt" INTEGER NOT NULL, "made_at" TIMESTAMPTZ NOT NULL, "claimed_at" TIMESTAMPTZ, "heard_at" TIMESTAMPTZ, "ended_at" TIMESTAMPTZ, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("by_id") REFERENCES "staff" ("id"))

CREATE INDEX "job_station_id" ON "job" ("station_id")

CREATE INDEX "job_by_id" ON "job" ("by_id")

CREATE INDEX "job_state" ON "job" ("state")

CREATE TABLE "leave" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "staff_id" INTEGER NOT NULL, "since" DATE NOT NULL, "until" DATE, "cover_id" INTEGER, "why" TEXT NOT NULL, "by_id" INTEGER, "made_at" TIMESTAMPTZ NOT NULL, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"), FOREIGN KEY ("cover_id") REFERENCES "staff" ("id"), FOREIGN KEY ("by_id") REFERENCES "staff" ("id"))

CREATE INDEX "leave_station_id" ON "leave" ("station_id")

CREATE INDEX "leave_staff_id" ON "leave" ("staff_id")

CREATE INDEX "leave_cover_id" ON "leave" ("cover_id")

CREATE INDEX "leave_by_id" ON "leave" ("by_id")

CREATE TABLE "line" ("id" SERIAL NOT NULL PRIMARY KEY, "entry_id" INTEGER NOT NULL, "account" VARCHAR(255) NOT NULL, "owner_id" INTEGER NOT NULL, "bill_id" INTEGER, "fen" BIGINT NOT NULL, FOREIGN KEY ("entry_id") REFERENCES "entry" ("id"), FOREIGN KEY ("bill_id") REFERENCES "bill" ("id"))

CREATE INDEX "line_entry_id" ON "line" ("entry_id")

CREATE INDEX "line_account_owner_id" ON "line" ("account", "owner_id")

CREATE INDEX "line_bill_id_entry_id_fen" ON "line" ("bill_id", "entry_id", "fen")

CREATE TABLE "notice" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "staff_id" INTEGER NOT NULL, "source" VARCHAR(255) NOT NULL, "text" TEXT NOT NULL, "link" VARCHAR(255) NOT NULL, "made_at" TIMESTAMPTZ NOT NULL, "read_at" TIMESTAMPTZ, "sent_at" TIMESTAMPTZ, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"))

CREATE INDEX "notice_station_id" ON "notice" ("station_id")

CREATE INDEX "notice_staff_id" ON "notice" ("staff_id")

CREATE UNIQUE INDEX "notice_staff_id_source" ON "notice" ("staff_id", "source")

CREATE INDEX "notice_staff_id_read_at" ON "notice" ("staff_id", "read_at")

CREATE TABLE "pair" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "a_id" INTEGER NOT NULL, "b_id" INTEGER NOT NULL, "since" DATE NOT NULL, "until" DATE, "cover_id" INTEGER, "duty_note" TEXT NOT NULL, "override" TEXT NOT NULL, "may_take_over" BOOLEAN NOT NULL, "by_id" INTEGER, "why" TEXT NOT NULL, "made_at" TIMESTAMPTZ NOT NULL, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("a_id") REFERENCES "staff" ("id"), FOREIGN KEY ("b_id") REFERENCES "staff" ("id"), FOREIGN KEY ("cover_id") REFERENCES "staff" ("id"), FOREIGN KEY ("by_id") REFERENCES "staff" ("id"))

CREATE INDEX "pair_station_id" ON "pair" ("station_id")

CREATE INDEX "pair_a_id" ON "pair" ("a_id")

CREATE INDEX "pair_b_id" ON "pair" ("b_id")

CREATE INDEX "pair_cover_id" ON "pair" ("cover_id")

CREATE INDEX "pair_by_id" ON "pair" ("by_id")

CREATE INDEX "pair_station_id_since" ON "pair" ("station_id", "since")

CREATE TABLE "plan" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "staff_id" INTEGER NOT NULL, "day" DATE NOT NULL, "made_at" TIMESTAMPTZ NOT NULL, "area" TEXT NOT NULL, "metres" INTEGER NOT NULL, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"))

CREATE INDEX "plan_station_id" ON "plan" ("station_id")

CREATE INDEX "plan_staff_id" ON "plan" ("staff_id")

CREATE UNIQUE INDEX "plan_staff_id_day" ON "plan" ("staff_id", "day")

CREATE INDEX "plan_station_id_day" ON "plan" ("station_id", "day")

CREATE TABLE "promise" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "customer_id" INTEGER NOT NULL, "visit_id" INTEGER NOT NULL, "promised_on" DATE NOT NULL, "fen" BIGINT, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"), FOREIGN KEY ("visit_id") REFERENCES "visit" ("id"))

CREATE INDEX "promise_station_id" ON "promise" ("station_id")

CREATE INDEX "promise_customer_id" ON "promise" ("customer_id")

CREATE UNIQUE INDEX "promise_visit_id" ON "promise" ("visit_id")

CREATE INDEX "promise_customer_id_promised_on" ON "promise" ("customer_id", "promised_on")

CREATE TABLE "remittance" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "number" VARCHAR(255) NOT NULL, "collector_id" INTEGER NOT NULL, "day" DATE NOT NULL, "due_fen" BIGINT NOT NULL, "counts" TEXT NOT NULL, "declared_fen" BIGINT NOT NULL, "reason" TEXT NOT NULL, "last_entry" INTEGER NOT NULL, "slips" INTEGER NOT NULL, "declared_at" TIMESTAMPTZ NOT NULL, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("collector_id") REFERENCES "staff" ("id"))

CREATE INDEX "remittance_station_id" ON "remittance" ("station_id")

CREATE INDEX "remittance_collector_id" ON "remittance" ("collector_id")

CREATE UNIQUE INDEX "remittance_station_id_number" ON "remittance" ("station_id", "number")

CREATE INDEX "remittance_collector_id_declared_at" ON "remittance" ("collector_id", "declared_at")

CREATE TABLE "remittance_count" ("id" SERIAL NOT NULL PRIMARY KEY, "remittance_id" INTEGER NOT NULL, "n" INTEGER NOT NULL, "by_id" INTEGER NOT NULL, "counts" TEXT NOT NULL, "fen" BIGINT NOT NULL, "at" TIMESTAMPTZ NOT NULL, FOREIGN KEY ("remittance_id") REFERENCES "remittance" ("id"), FOREIGN KEY ("by_id") REFERENCES "staff" ("id"))

CREATE INDEX "remittance_count_remittance_id" ON "remittance_count" ("remittance_id")

CREATE INDEX "remittance_count_by_id" ON "remittance_count" ("by_id")

CREATE UNIQUE INDEX "remittance_count_remittance_id_n" ON "remittance_count" ("remittance_id", "n")

CREATE TABLE "remittance_acceptance" ("id" SERIAL NOT NULL PRIMARY KEY, "remittance_id" INTEGER NOT NULL, "count_id" INTEGER NOT NULL, "entry_id" INTEGER NOT NULL, "over_fen" BIGINT NOT NULL, "reason" TEXT NOT NULL, "by_id" INTEGER NOT NULL, "at" TIMESTAMPTZ NOT NULL, FOREIGN KEY ("remittance_id") REFERENCES "remittance" ("id"), FOREIGN KEY ("count_id") REFERENCES "remittance_count" ("id"), FOREIGN KEY ("entry_id") REFERENCES "entry" ("id"), FOREIGN KEY ("by_id") REFERENCES "staff" ("id"))

CREATE UNIQUE INDEX "remittance_acceptance_remittance_id" ON "remittance_acceptance" ("remittance_id")

CREATE UNIQUE INDEX "remittance_acceptance_count_id" ON "remittance_acceptance" ("count_id")

CREATE UNIQUE INDEX "remittance_acceptance_entry_id" ON "remittance_acceptance" ("entry_id")

CREATE INDEX "remittance_acceptance_by_id" ON "remittance_acceptance" ("by_id")

CREATE TABLE "reward" ("id" SERIAL NOT NULL PRIMARY KEY, "case_id" INTEGER NOT NULL, "staff_id" INTEGER NOT NULL, "share_bp" INTEGER NOT NULL, "why" TEXT NOT NULL, "at" TIMESTAMPTZ NOT NULL, FOREIGN KEY ("case_id") REFERENCES "case" ("id"), FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"))

CREATE INDEX "reward_case_id" ON "reward" ("case_id")

CREATE INDEX "reward_staff_id" ON "reward" ("staff_id")

CREATE UNIQUE INDEX "reward_case_id_staff_id" ON "reward" ("case_id", "staff_id")

CREATE TABLE "seal" ("id" SERIAL NOT NULL PRIMARY KEY, "entry_id" INTEGER NOT NULL, "station_id" INTEGER NOT NULL, "seq" INTEGER NOT NULL, "previous" VARCHAR(255) NOT NULL, "hash" VARCHAR(255) NOT NULL, "key_id" VARCHAR(255) NOT NULL, FOREIGN KEY ("entry_id") REFERENCES "entry" ("id"), FOREIGN KEY ("station_id") REFERENCES "station" ("id"))

CREATE UNIQUE INDEX "seal_entry_id" ON "seal" ("entry_id")

CREATE UNIQUE INDEX "seal_station_id_seq" ON "seal" ("station_id", "seq")

CREATE TABLE "setting" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "name" VARCHAR(255) NOT NULL, "value" TEXT NOT NULL, "since" DATE NOT NULL, "by_id" INTEGER, "made_at" TIMESTAMPTZ NOT NULL, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("by_id") REFERENCES "staff" ("id"))

CREATE INDEX "setting_station_id" ON "setting" ("station_id")

CREATE INDEX "setting_by_id" ON "setting" ("by_id")

CREATE INDEX "setting_station_id_name_since" ON "setting" ("station_id", "name", "since")

CREATE TABLE "settlement" ("id" SERIAL NOT NULL PRIMARY KEY, "entry_id" INTEGER NOT NULL, "bill_id" INTEGER NOT NULL, "feed_id" INTEGER NOT NULL, "at" TIMESTAMPTZ NOT NULL, FOREIGN KEY ("entry_id") REFERENCES "entry" ("id"))

CREATE UNIQUE INDEX "settlement_entry_id_bill_id" ON "settlement" ("entry_id", "bill_id")

CREATE TABLE "sheet" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "serial" VARCHAR(255) NOT NULL, "plan_id" INTEGER NOT NULL, "staff_id" INTEGER NOT NULL, "day" DATE NOT NULL, "printed_at" TIMESTAMPTZ NOT NULL, "by_id" INTEGER, "households" INTEGER NOT NULL, "bills" INTEGER NOT NULL, "fen" BIGINT NOT NULL, "area" TEXT NOT NULL, "data" TEXT NOT NULL, "pdf" BYTEA, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("plan_id") REFERENCES "plan" ("id"), FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"), FOREIGN KEY ("by_id") REFERENCES "staff" ("id"))

CREATE INDEX "sheet_station_id" ON "sheet" ("station_id")

CREATE INDEX "sheet_plan_id" ON "sheet" ("plan_id")

CREATE INDEX "sheet_staff_id" ON "sheet" ("staff_id")

CREATE INDEX "sheet_by_id" ON "sheet" ("by_id")

CREATE UNIQUE INDEX "sheet_station_id_serial" ON "sheet" ("station_id", "serial")

CREATE INDEX "sheet_station_id_day" ON "sheet" ("station_id", "day")

CREATE TABLE "sign_in" ("id" SERIAL NOT NULL PRIMARY KEY, "token" VARCHAR(255) NOT NULL, "staff_id" INTEGER NOT NULL, "epoch" INTEGER NOT NULL, "made_at" TIMESTAMPTZ NOT NULL, "ended_at" TIMESTAMPTZ, FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"))

CREATE UNIQUE INDEX "sign_in_token" ON "sign_in" ("token")

CREATE INDEX "sign_in_staff_id" ON "sign_in" ("staff_id")

CREATE TABLE "slip" ("id" SERIAL NOT NULL PRIMARY KEY, "number" VARCHAR(255) NOT NULL, "station_id" INTEGER NOT NULL, "year" INTEGER NOT NULL, "n" INTEGER NOT NULL, "entry_id" INTEGER NOT NULL, "customer_id" INTEGER NOT NULL, "provisional" VARCHAR(255) NOT NULL, FOREIGN KEY ("station_id") REFERENCES "station" ("id"), FOREIGN KEY ("entry_id") REFERENCES "entry" ("id"), FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"))

CREATE UNIQUE INDEX "slip_number" ON "slip" ("number")

CREATE UNIQUE INDEX "slip_entry_id" ON "slip" ("entry_id")

CREATE INDEX "slip_customer_id" ON "slip" ("customer_id")

CREATE UNIQUE INDEX "slip_station_id_year_n" ON "slip" ("station_id", "year", "n")

CREATE TABLE "staged_row" ("id" SERIAL NOT NULL PRIMARY KEY, "import_file_id" INTEGER NOT NULL, "row_number" INTEGER NOT NULL, "verdict" VARCHAR(255) NOT NULL, "account_no" VARCHAR(255) NOT NULL, "period" INTEGER, "name" TEXT NOT NULL, "data" TEXT, "cells" TEXT, "field" VARCHAR(255) NOT NULL, "cell" TEXT NOT NULL, "reason" TEXT NOT NULL, "advice" TEXT NOT NULL, "asked_by" VARCHAR(255) NOT NULL, "taken" BOOLEAN, "decided_by_id" INTEGER, "decided_at" TIMESTAMPTZ, FOREIGN KEY ("import_file_id") REFERENCES "import_file" ("id"), FOREIGN KEY ("decided_by_id") REFERENCES "staff" ("id"))

CREATE INDEX "staged_row_decided_by_id" ON "staged_row" ("decided_by_id")

CREATE INDEX "staged_row_import_file_id_verdict_row_number" ON "staged_row" ("import_file_id", "verdict", "row_number")

CREATE TABLE "station_day" ("id" SERIAL NOT NULL PRIMARY KEY, "station_id" INTEGER NOT NULL, "day" DATE NOT NULL, "working" BOOLEAN NOT NULL, "why" TEXT NOT NULL, FOREIGN KEY ("station_id") REFERENCES "station" ("id"))

CREATE INDEX "station_day_station_id" ON "station_day" ("station_id")

CREATE UNIQUE INDEX "station_day_station_id_day" ON "station_day" ("station_id", "day")

CREATE TABLE "stop" ("id" SERIAL NOT NULL PRIMARY KEY, "plan_id" INTEGER NOT NULL, "n" INTEGER NOT NULL, "customer_id" INTEGER NOT NULL, "district_id" INTEGER, "fen" INTEGER NOT NULL, "bills" INTEGER NOT NULL, "oldest" INTEGER NOT NULL, "reasons" TEXT NOT NULL, "eta" INTEGER, "leg_m" INTEGER, FOREIGN KEY ("plan_id") REFERENCES "plan" ("id"), FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"), FOREIGN KEY ("district_id") REFERENCES "district" ("id"))

CREATE INDEX "stop_plan_id" ON "stop" ("plan_id")

CREATE INDEX "stop_customer_id" ON "stop" ("customer_id")

CREATE INDEX "stop_district_id" ON "stop" ("district_id")

CREATE UNIQUE INDEX "stop_plan_id_n" ON "stop" ("plan_id", "n")

CREATE UNIQUE INDEX "stop_plan_id_customer_id" ON "stop" ("plan_id", "customer_id")
