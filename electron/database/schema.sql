-- Written by "npm run db:snapshot" from electron/database/migrations. Not run by anything.

CREATE TABLE account_tier (
  id integer primary key,
  account_id integer not null unique references loyalty_account (id) on delete cascade,
  tier_id integer not null references tier (id) on delete cascade,
  -- The one before, to which it falls back when what lifted it is undone.
  from_tier_id integer references tier (id) on delete set null,
  since text not null,
  cause text not null check (cause in ('bought', 'review', 'returned', 'merged', 'rules')),
  -- The receipt that lifted it.
  purchase_id integer references purchase (id) on delete set null,
  -- Reviews in a row that found too little.
  strikes integer not null default 0 check (strikes between 0 and 1)
) strict;

CREATE INDEX account_tier_from on account_tier (from_tier_id) where from_tier_id is not null;

CREATE INDEX account_tier_purchase on account_tier (purchase_id) where purchase_id is not null;

CREATE INDEX account_tier_tier on account_tier (tier_id);

CREATE TABLE address (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  position integer not null,
  label text not null default '',
  street text not null default '',
  addition text not null default '',
  postcode text not null default '',
  city text not null default '',
  country text not null default 'DE'
) strict;

CREATE INDEX address_customer on address (customer_id, position);

CREATE TRIGGER log_address_delete after delete on address when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'address', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'customer_id', old."customer_id", 'position', old."position", 'label', old."label", 'street', old."street", 'addition', old."addition", 'postcode', old."postcode", 'city', old."city", 'country', old."country"), null); end;

CREATE TRIGGER log_address_from after update of customer_id on address
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'address', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_address_insert after insert on address when new.customer_id < (select operation_id from current_operation) begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'address', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_address_update after update on address when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."customer_id" is not new."customer_id" or old."position" is not new."position" or old."label" is not new."label" or old."street" is not new."street" or old."addition" is not new."addition" or old."postcode" is not new."postcode" or old."city" is not new."city" or old."country" is not new."country") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'address', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'position' as k, old."position" as v where old."position" is not new."position" union all select 'label' as k, old."label" as v where old."label" is not new."label" union all select 'street' as k, old."street" as v where old."street" is not new."street" union all select 'addition' as k, old."addition" as v where old."addition" is not new."addition" union all select 'postcode' as k, old."postcode" as v where old."postcode" is not new."postcode" union all select 'city' as k, old."city" as v where old."city" is not new."city" union all select 'country' as k, old."country" as v where old."country" is not new."country")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'position' as k, new."position" as v where old."position" is not new."position" union all select 'label' as k, new."label" as v where old."label" is not new."label" union all select 'street' as k, new."street" as v where old."street" is not new."street" union all select 'addition' as k, new."addition" as v where old."addition" is not new."addition" union all select 'postcode' as k, new."postcode" as v where old."postcode" is not new."postcode" union all select 'city' as k, new."city" as v where old."city" is not new."city" union all select 'country' as k, new."country" as v where old."country" is not new."country"))); end;

CREATE TABLE article (
  id integer primary key,
  number text not null unique check (number <> ''),
  name text not null check (name <> ''),
  group_id integer references article_group (id) on delete set null,
  price_cents integer check (price_cents >= 0),
  vat_bp integer not null default 1900 check (vat_bp between 0 and 10000),
  margin_bp integer check (margin_bp between 0 and 10000),
  demand_days integer check (demand_days between 1 and 3650),
  -- Two of it last twice as long.
  is_stockable integer not null default 0 check (is_stockable in (0, 1)),
  earns_points integer not null default 1 check (earns_points in (0, 1)),
  is_discountable integer not null default 1 check (is_discountable in (0, 1)),
  is_price_bound integer not null default 0 check (is_price_bound in (0, 1)),
  is_voucher integer not null default 0 check (is_voucher in (0, 1)),
  follow_up_id integer references article (id) on delete set null,
  only_here text not null default '',
  -- No longer sold; kept, because receipts name it.
  retired_on text,
  created_at text not null
, search_words text not null default '', sort_name text not null default '', sort_number text not null default '') strict;

CREATE INDEX article_follow_up on article (follow_up_id) where follow_up_id is not null;

CREATE INDEX article_group_id on article (group_id) where group_id is not null;

CREATE INDEX article_name on article (sort_name, id);

CREATE INDEX article_number on article (sort_number, id);

CREATE TRIGGER log_article_delete after delete on article when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'article', old.rowid, null, 'delete', json_object('id', old."id", 'number', old."number", 'name', old."name", 'group_id', old."group_id", 'price_cents', old."price_cents", 'vat_bp', old."vat_bp", 'margin_bp', old."margin_bp", 'demand_days', old."demand_days", 'is_stockable', old."is_stockable", 'earns_points', old."earns_points", 'is_discountable', old."is_discountable", 'is_price_bound', old."is_price_bound", 'is_voucher', old."is_voucher", 'follow_up_id', old."follow_up_id", 'only_here', old."only_here", 'retired_on', old."retired_on", 'created_at', old."created_at", 'search_words', old."search_words", 'sort_name', old."sort_name", 'sort_number', old."sort_number"), null); end;

CREATE TRIGGER log_article_insert after insert on article when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'article', new.rowid, null, 'insert', null, null); end;

CREATE TRIGGER log_article_update after update on article when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."number" is not new."number" or old."name" is not new."name" or old."group_id" is not new."group_id" or old."price_cents" is not new."price_cents" or old."vat_bp" is not new."vat_bp" or old."margin_bp" is not new."margin_bp" or old."demand_days" is not new."demand_days" or old."is_stockable" is not new."is_stockable" or old."earns_points" is not new."earns_points" or old."is_discountable" is not new."is_discountable" or old."is_price_bound" is not new."is_price_bound" or old."is_voucher" is not new."is_voucher" or old."follow_up_id" is not new."follow_up_id" or old."only_here" is not new."only_here" or old."retired_on" is not new."retired_on" or old."created_at" is not new."created_at" or old."search_words" is not new."search_words" or old."sort_name" is not new."sort_name" or old."sort_number" is not new."sort_number") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'article', new.rowid, null, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'number' as k, old."number" as v where old."number" is not new."number" union all select 'name' as k, old."name" as v where old."name" is not new."name" union all select 'group_id' as k, old."group_id" as v where old."group_id" is not new."group_id" union all select 'price_cents' as k, old."price_cents" as v where old."price_cents" is not new."price_cents" union all select 'vat_bp' as k, old."vat_bp" as v where old."vat_bp" is not new."vat_bp" union all select 'margin_bp' as k, old."margin_bp" as v where old."margin_bp" is not new."margin_bp" union all select 'demand_days' as k, old."demand_days" as v where old."demand_days" is not new."demand_days" union all select 'is_stockable' as k, old."is_stockable" as v where old."is_stockable" is not new."is_stockable" union all select 'earns_points' as k, old."earns_points" as v where old."earns_points" is not new."earns_points" union all select 'is_discountable' as k, old."is_discountable" as v where old."is_discountable" is not new."is_discountable" union all select 'is_price_bound' as k, old."is_price_bound" as v where old."is_price_bound" is not new."is_price_bound" union all select 'is_voucher' as k, old."is_voucher" as v where old."is_voucher" is not new."is_voucher" union all select 'follow_up_id' as k, old."follow_up_id" as v where old."follow_up_id" is not new."follow_up_id" union all select 'only_here' as k, old."only_here" as v where old."only_here" is not new."only_here" union all select 'retired_on' as k, old."retired_on" as v where old."retired_on" is not new."retired_on" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at" union all select 'search_words' as k, old."search_words" as v where old."search_words" is not new."search_words" union all select 'sort_name' as k, old."sort_name" as v where old."sort_name" is not new."sort_name" union all select 'sort_number' as k, old."sort_number" as v where old."sort_number" is not new."sort_number")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'number' as k, new."number" as v where old."number" is not new."number" union all select 'name' as k, new."name" as v where old."name" is not new."name" union all select 'group_id' as k, new."group_id" as v where old."group_id" is not new."group_id" union all select 'price_cents' as k, new."price_cents" as v where old."price_cents" is not new."price_cents" union all select 'vat_bp' as k, new."vat_bp" as v where old."vat_bp" is not new."vat_bp" union all select 'margin_bp' as k, new."margin_bp" as v where old."margin_bp" is not new."margin_bp" union all select 'demand_days' as k, new."demand_days" as v where old."demand_days" is not new."demand_days" union all select 'is_stockable' as k, new."is_stockable" as v where old."is_stockable" is not new."is_stockable" union all select 'earns_points' as k, new."earns_points" as v where old."earns_points" is not new."earns_points" union all select 'is_discountable' as k, new."is_discountable" as v where old."is_discountable" is not new."is_discountable" union all select 'is_price_bound' as k, new."is_price_bound" as v where old."is_price_bound" is not new."is_price_bound" union all select 'is_voucher' as k, new."is_voucher" as v where old."is_voucher" is not new."is_voucher" union all select 'follow_up_id' as k, new."follow_up_id" as v where old."follow_up_id" is not new."follow_up_id" union all select 'only_here' as k, new."only_here" as v where old."only_here" is not new."only_here" union all select 'retired_on' as k, new."retired_on" as v where old."retired_on" is not new."retired_on" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at" union all select 'search_words' as k, new."search_words" as v where old."search_words" is not new."search_words" union all select 'sort_name' as k, new."sort_name" as v where old."sort_name" is not new."sort_name" union all select 'sort_number' as k, new."sort_number" as v where old."sort_number" is not new."sort_number"))); end;

CREATE TABLE article_group (
  id integer primary key,
  name text not null unique check (name <> ''),
  -- What is left of the net, in basis points; null: the shop's own.
  margin_bp integer check (margin_bp between 0 and 10000),
  -- Days until it is needed again; null: not known.
  demand_days integer check (demand_days between 1 and 3650),
  position integer not null default 0
) strict;

CREATE TRIGGER log_article_group_delete after delete on article_group when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'article_group', old.rowid, null, 'delete', json_object('id', old."id", 'name', old."name", 'margin_bp', old."margin_bp", 'demand_days', old."demand_days", 'position', old."position"), null); end;

CREATE TRIGGER log_article_group_insert after insert on article_group when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'article_group', new.rowid, null, 'insert', null, null); end;

CREATE TRIGGER log_article_group_update after update on article_group when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."name" is not new."name" or old."margin_bp" is not new."margin_bp" or old."demand_days" is not new."demand_days" or old."position" is not new."position") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'article_group', new.rowid, null, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'name' as k, old."name" as v where old."name" is not new."name" union all select 'margin_bp' as k, old."margin_bp" as v where old."margin_bp" is not new."margin_bp" union all select 'demand_days' as k, old."demand_days" as v where old."demand_days" is not new."demand_days" union all select 'position' as k, old."position" as v where old."position" is not new."position")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'name' as k, new."name" as v where old."name" is not new."name" union all select 'margin_bp' as k, new."margin_bp" as v where old."margin_bp" is not new."margin_bp" union all select 'demand_days' as k, new."demand_days" as v where old."demand_days" is not new."demand_days" union all select 'position' as k, new."position" as v where old."position" is not new."position"))); end;

CREATE TABLE backup_copy (
  id integer primary key,
  at text not null,
  folder text not null,
  file_name text not null,
  bytes integer not null,
  customers integer not null,
  purchases integer not null,
  cards integer not null,
  state text not null check (state in ('verified', 'discarded'))
, documents integer not null default 0, document_bytes integer not null default 0) strict;

CREATE INDEX backup_copy_at on backup_copy (at);

CREATE TABLE bonus_rule (
  id integer primary key,
  name text not null check (name <> ''),
  from_day text not null,
  to_day text not null check (to_day >= from_day),
  -- On which weekdays, 0 = Sunday; empty on all.
  weekdays text not null default '[]' check (json_valid(weekdays)),
  min_base_cents integer not null default 0 check (min_base_cents >= 0),
  -- So much more of the points, in basis points, or so many more.
  extra_bp integer check (extra_bp > 0),
  extra_points integer check (extra_points > 0),
  -- For whom: a saved view, a tier, or everybody. A view that is gone holds nobody.
  view_id integer,
  tier_id integer references tier (id) on delete set null,
  retired_on text,
  check ((extra_bp is null) <> (extra_points is null))
) strict;

CREATE INDEX bonus_rule_open on bonus_rule (to_day) where retired_on is null;

CREATE INDEX bonus_rule_tier on bonus_rule (tier_id) where tier_id is not null;

CREATE TRIGGER log_bonus_rule_delete after delete on bonus_rule when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'bonus_rule', old.rowid, null, 'delete', json_object('id', old."id", 'name', old."name", 'from_day', old."from_day", 'to_day', old."to_day", 'weekdays', old."weekdays", 'min_base_cents', old."min_base_cents", 'extra_bp', old."extra_bp", 'extra_points', old."extra_points", 'view_id', old."view_id", 'tier_id', old."tier_id", 'retired_on', old."retired_on"), null); end;

CREATE TRIGGER log_bonus_rule_insert after insert on bonus_rule when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'bonus_rule', new.rowid, null, 'insert', null, null); end;

CREATE TRIGGER log_bonus_rule_update after update on bonus_rule when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."name" is not new."name" or old."from_day" is not new."from_day" or old."to_day" is not new."to_day" or old."weekdays" is not new."weekdays" or old."min_base_cents" is not new."min_base_cents" or old."extra_bp" is not new."extra_bp" or old."extra_points" is not new."extra_points" or old."view_id" is not new."view_id" or old."tier_id" is not new."tier_id" or old."retired_on" is not new."retired_on") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'bonus_rule', new.rowid, null, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'name' as k, old."name" as v where old."name" is not new."name" union all select 'from_day' as k, old."from_day" as v where old."from_day" is not new."from_day" union all select 'to_day' as k, old."to_day" as v where old."to_day" is not new."to_day" union all select 'weekdays' as k, old."weekdays" as v where old."weekdays" is not new."weekdays" union all select 'min_base_cents' as k, old."min_base_cents" as v where old."min_base_cents" is not new."min_base_cents" union all select 'extra_bp' as k, old."extra_bp" as v where old."extra_bp" is not new."extra_bp" union all select 'extra_points' as k, old."extra_points" as v where old."extra_points" is not new."extra_points" union all select 'view_id' as k, old."view_id" as v where old."view_id" is not new."view_id" union all select 'tier_id' as k, old."tier_id" as v where old."tier_id" is not new."tier_id" union all select 'retired_on' as k, old."retired_on" as v where old."retired_on" is not new."retired_on")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'name' as k, new."name" as v where old."name" is not new."name" union all select 'from_day' as k, new."from_day" as v where old."from_day" is not new."from_day" union all select 'to_day' as k, new."to_day" as v where old."to_day" is not new."to_day" union all select 'weekdays' as k, new."weekdays" as v where old."weekdays" is not new."weekdays" union all select 'min_base_cents' as k, new."min_base_cents" as v where old."min_base_cents" is not new."min_base_cents" union all select 'extra_bp' as k, new."extra_bp" as v where old."extra_bp" is not new."extra_bp" union all select 'extra_points' as k, new."extra_points" as v where old."extra_points" is not new."extra_points" union all select 'view_id' as k, new."view_id" as v where old."view_id" is not new."view_id" union all select 'tier_id' as k, new."tier_id" as v where old."tier_id" is not new."tier_id" union all select 'retired_on' as k, new."retired_on" as v where old."retired_on" is not new."retired_on"))); end;

CREATE TABLE "card" (
  id integer primary key,
  -- Null: a card that is still nobody's.
  account_id integer references loyalty_account (id) on delete restrict,
  serial integer not null unique check (serial between 1 and 999999999),
  number text not null unique check (length(number) = 13),
  status text not null check (status in ('active', 'lost', 'replaced', 'blocked')),
  status_reason text not null default '',
  issued_on text not null,
  status_since text not null,
  replaced_by_id integer references "card" (id) on delete no action,
  printed_at text,
  handed_over_on text,
  -- Null: the usual design, whichever that is.
  design_id integer references card_design (id) on delete restrict
) strict;

CREATE INDEX card_account on card (account_id, id);

CREATE INDEX card_design_of on card (design_id, id) where design_id is not null;

CREATE INDEX card_of_nobody on card (id) where account_id is null;

CREATE INDEX card_replaced_by on card (replaced_by_id) where replaced_by_id is not null;

CREATE INDEX card_to_hand_over on card (id) where printed_at is not null and handed_over_on is null and status = 'active';

CREATE TRIGGER log_card_delete after delete on card when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'card', old.rowid, (select customer_id from loyalty_account where id = old.account_id), 'delete', json_object('id', old."id", 'account_id', old."account_id", 'serial', old."serial", 'number', old."number", 'status', old."status", 'status_reason', old."status_reason", 'issued_on', old."issued_on", 'status_since', old."status_since", 'replaced_by_id', old."replaced_by_id", 'printed_at', old."printed_at", 'handed_over_on', old."handed_over_on", 'design_id', old."design_id"), null); end;

CREATE TRIGGER log_card_from after update of account_id on card
     when (select operation_id from current_operation) is not null and old."account_id" is not new."account_id" and (select customer_id from loyalty_account where id = old.account_id) is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'card', new.rowid, (select customer_id from loyalty_account where id = old.account_id), 'update', json_object('account_id', old."account_id"), json_object('account_id', new."account_id")); end;

CREATE TRIGGER log_card_insert after insert on card when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'card', new.rowid, (select customer_id from loyalty_account where id = new.account_id), 'insert', null, null); end;

CREATE TRIGGER log_card_update after update on card when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."account_id" is not new."account_id" or old."serial" is not new."serial" or old."number" is not new."number" or old."status" is not new."status" or old."status_reason" is not new."status_reason" or old."issued_on" is not new."issued_on" or old."status_since" is not new."status_since" or old."replaced_by_id" is not new."replaced_by_id" or old."printed_at" is not new."printed_at" or old."handed_over_on" is not new."handed_over_on" or old."design_id" is not new."design_id") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'card', new.rowid, (select customer_id from loyalty_account where id = new.account_id), 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'account_id' as k, old."account_id" as v where old."account_id" is not new."account_id" union all select 'serial' as k, old."serial" as v where old."serial" is not new."serial" union all select 'number' as k, old."number" as v where old."number" is not new."number" union all select 'status' as k, old."status" as v where old."status" is not new."status" union all select 'status_reason' as k, old."status_reason" as v where old."status_reason" is not new."status_reason" union all select 'issued_on' as k, old."issued_on" as v where old."issued_on" is not new."issued_on" union all select 'status_since' as k, old."status_since" as v where old."status_since" is not new."status_since" union all select 'replaced_by_id' as k, old."replaced_by_id" as v where old."replaced_by_id" is not new."replaced_by_id" union all select 'printed_at' as k, old."printed_at" as v where old."printed_at" is not new."printed_at" union all select 'handed_over_on' as k, old."handed_over_on" as v where old."handed_over_on" is not new."handed_over_on" union all select 'design_id' as k, old."design_id" as v where old."design_id" is not new."design_id")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'account_id' as k, new."account_id" as v where old."account_id" is not new."account_id" union all select 'serial' as k, new."serial" as v where old."serial" is not new."serial" union all select 'number' as k, new."number" as v where old."number" is not new."number" union all select 'status' as k, new."status" as v where old."status" is not new."status" union all select 'status_reason' as k, new."status_reason" as v where old."status_reason" is not new."status_reason" union all select 'issued_on' as k, new."issued_on" as v where old."issued_on" is not new."issued_on" union all select 'status_since' as k, new."status_since" as v where old."status_since" is not new."status_since" union all select 'replaced_by_id' as k, new."replaced_by_id" as v where old."replaced_by_id" is not new."replaced_by_id" union all select 'printed_at' as k, new."printed_at" as v where old."printed_at" is not new."printed_at" union all select 'handed_over_on' as k, new."handed_over_on" as v where old."handed_over_on" is not new."handed_over_on" union all select 'design_id' as k, new."design_id" as v where old."design_id" is not new."design_id"))); end;

CREATE TABLE card_design (
  id integer primary key,
  -- '' for the one that was there before designs had names; the screen words it.
  name text not null,
  is_default integer not null check (is_default in (0, 1)),
  -- The group whose cards these are; '' for the usual ones.
  club text not null,
  color text not null,
  accent text not null,
  title text not null,
  subtitle text not null,
  back_text text not null,
  has_name integer not null check (has_name in (0, 1)),
  lines text not null check (json_valid(lines)),
  logo_hash text,
  logo_bytes integer,
  logo_name text,
  logo_type text,
  logo_place text not null check (logo_place in ('beside', 'instead'))
) strict;

CREATE TRIGGER log_card_design_delete after delete on card_design when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'card_design', old.rowid, null, 'delete', json_object('id', old."id", 'name', old."name", 'is_default', old."is_default", 'club', old."club", 'color', old."color", 'accent', old."accent", 'title', old."title", 'subtitle', old."subtitle", 'back_text', old."back_text", 'has_name', old."has_name", 'lines', old."lines", 'logo_hash', old."logo_hash", 'logo_bytes', old."logo_bytes", 'logo_name', old."logo_name", 'logo_type', old."logo_type", 'logo_place', old."logo_place"), null); end;

CREATE TRIGGER log_card_design_insert after insert on card_design when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'card_design', new.rowid, null, 'insert', null, null); end;

CREATE TRIGGER log_card_design_update after update on card_design when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."name" is not new."name" or old."is_default" is not new."is_default" or old."club" is not new."club" or old."color" is not new."color" or old."accent" is not new."accent" or old."title" is not new."title" or old."subtitle" is not new."subtitle" or old."back_text" is not new."back_text" or old."has_name" is not new."has_name" or old."lines" is not new."lines" or old."logo_hash" is not new."logo_hash" or old."logo_bytes" is not new."logo_bytes" or old."logo_name" is not new."logo_name" or old."logo_type" is not new."logo_type" or old."logo_place" is not new."logo_place") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'card_design', new.rowid, null, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'name' as k, old."name" as v where old."name" is not new."name" union all select 'is_default' as k, old."is_default" as v where old."is_default" is not new."is_default" union all select 'club' as k, old."club" as v where old."club" is not new."club" union all select 'color' as k, old."color" as v where old."color" is not new."color" union all select 'accent' as k, old."accent" as v where old."accent" is not new."accent" union all select 'title' as k, old."title" as v where old."title" is not new."title" union all select 'subtitle' as k, old."subtitle" as v where old."subtitle" is not new."subtitle" union all select 'back_text' as k, old."back_text" as v where old."back_text" is not new."back_text" union all select 'has_name' as k, old."has_name" as v where old."has_name" is not new."has_name" union all select 'lines' as k, old."lines" as v where old."lines" is not new."lines" union all select 'logo_hash' as k, old."logo_hash" as v where old."logo_hash" is not new."logo_hash" union all select 'logo_bytes' as k, old."logo_bytes" as v where old."logo_bytes" is not new."logo_bytes" union all select 'logo_name' as k, old."logo_name" as v where old."logo_name" is not new."logo_name" union all select 'logo_type' as k, old."logo_type" as v where old."logo_type" is not new."logo_type" union all select 'logo_place' as k, old."logo_place" as v where old."logo_place" is not new."logo_place")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'name' as k, new."name" as v where old."name" is not new."name" union all select 'is_default' as k, new."is_default" as v where old."is_default" is not new."is_default" union all select 'club' as k, new."club" as v where old."club" is not new."club" union all select 'color' as k, new."color" as v where old."color" is not new."color" union all select 'accent' as k, new."accent" as v where old."accent" is not new."accent" union all select 'title' as k, new."title" as v where old."title" is not new."title" union all select 'subtitle' as k, new."subtitle" as v where old."subtitle" is not new."subtitle" union all select 'back_text' as k, new."back_text" as v where old."back_text" is not new."back_text" union all select 'has_name' as k, new."has_name" as v where old."has_name" is not new."has_name" union all select 'lines' as k, new."lines" as v where old."lines" is not new."lines" union all select 'logo_hash' as k, new."logo_hash" as v where old."logo_hash" is not new."logo_hash" union all select 'logo_bytes' as k, new."logo_bytes" as v where old."logo_bytes" is not new."logo_bytes" union all select 'logo_name' as k, new."logo_name" as v where old."logo_name" is not new."logo_name" union all select 'logo_type' as k, new."logo_type" as v where old."logo_type" is not new."logo_type" union all select 'logo_place' as k, new."logo_place" as v where old."logo_place" is not new."logo_place"))); end;

CREATE TABLE card_serial (high integer not null check (high between 0 and 999999999)) strict;

CREATE TABLE care_process (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  purchase_id integer not null unique references purchase (id) on delete cascade,
  level integer not null check (level between 1 and 3),
  -- Of how many hundredths of the shop's lines its largest is dearer; null: too few lines to tell.
  percentile integer,
  largest_cents integer not null,
  is_first integer not null check (is_first in (0, 1)),
  bought_before integer not null check (bought_before in (0, 1)),
  started_on text not null,
  ended_on text,
  end_reason text check (end_reason in ('returned', 'removed', 'complaint', 'owner')),
  created_at text not null
) strict;

CREATE INDEX care_process_customer on care_process (customer_id, id);

CREATE TRIGGER log_care_process_delete after delete on care_process when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'care_process', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'customer_id', old."customer_id", 'purchase_id', old."purchase_id", 'level', old."level", 'percentile', old."percentile", 'largest_cents', old."largest_cents", 'is_first', old."is_first", 'bought_before', old."bought_before", 'started_on', old."started_on", 'ended_on', old."ended_on", 'end_reason', old."end_reason", 'created_at', old."created_at"), null); end;

CREATE TRIGGER log_care_process_from after update of customer_id on care_process
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'care_process', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_care_process_insert after insert on care_process when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'care_process', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_care_process_update after update on care_process when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."customer_id" is not new."customer_id" or old."purchase_id" is not new."purchase_id" or old."level" is not new."level" or old."percentile" is not new."percentile" or old."largest_cents" is not new."largest_cents" or old."is_first" is not new."is_first" or old."bought_before" is not new."bought_before" or old."started_on" is not new."started_on" or old."ended_on" is not new."ended_on" or old."end_reason" is not new."end_reason" or old."created_at" is not new."created_at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'care_process', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'purchase_id' as k, old."purchase_id" as v where old."purchase_id" is not new."purchase_id" union all select 'level' as k, old."level" as v where old."level" is not new."level" union all select 'percentile' as k, old."percentile" as v where old."percentile" is not new."percentile" union all select 'largest_cents' as k, old."largest_cents" as v where old."largest_cents" is not new."largest_cents" union all select 'is_first' as k, old."is_first" as v where old."is_first" is not new."is_first" union all select 'bought_before' as k, old."bought_before" as v where old."bought_before" is not new."bought_before" union all select 'started_on' as k, old."started_on" as v where old."started_on" is not new."started_on" union all select 'ended_on' as k, old."ended_on" as v where old."ended_on" is not new."ended_on" union all select 'end_reason' as k, old."end_reason" as v where old."end_reason" is not new."end_reason" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'purchase_id' as k, new."purchase_id" as v where old."purchase_id" is not new."purchase_id" union all select 'level' as k, new."level" as v where old."level" is not new."level" union all select 'percentile' as k, new."percentile" as v where old."percentile" is not new."percentile" union all select 'largest_cents' as k, new."largest_cents" as v where old."largest_cents" is not new."largest_cents" union all select 'is_first' as k, new."is_first" as v where old."is_first" is not new."is_first" union all select 'bought_before' as k, new."bought_before" as v where old."bought_before" is not new."bought_before" union all select 'started_on' as k, new."started_on" as v where old."started_on" is not new."started_on" union all select 'ended_on' as k, new."ended_on" as v where old."ended_on" is not new."ended_on" union all select 'end_reason' as k, new."end_reason" as v where old."end_reason" is not new."end_reason" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at"))); end;

CREATE TABLE care_setting (
  id integer primary key,
  customer_id integer not null unique references customer (id) on delete cascade,
  -- The owner's own interval; null: that of the class.
  care_days integer check (care_days between 1 and 3650),
  paused_until text,
  pause_reason text not null default '',
  -- No contact but what an agreement needs.
  is_blocked integer not null default 0 check (is_blocked in (0, 1)),
  -- The customer objects to being judged (domain.md G8).
  no_scoring integer not null default 0 check (no_scoring in (0, 1)),
  preferred_channel text check (preferred_channel in ('letter', 'phone', 'email', 'messenger', 'counter')),
  created_at text not null
) strict;

CREATE TRIGGER log_care_setting_delete after delete on care_setting when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'care_setting', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'customer_id', old."customer_id", 'care_days', old."care_days", 'paused_until', old."paused_until", 'pause_reason', old."pause_reason", 'is_blocked', old."is_blocked", 'no_scoring', old."no_scoring", 'preferred_channel', old."preferred_channel", 'created_at', old."created_at"), null); end;

CREATE TRIGGER log_care_setting_from after update of customer_id on care_setting
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'care_setting', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_care_setting_insert after insert on care_setting when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'care_setting', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_care_setting_update after update on care_setting when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."customer_id" is not new."customer_id" or old."care_days" is not new."care_days" or old."paused_until" is not new."paused_until" or old."pause_reason" is not new."pause_reason" or old."is_blocked" is not new."is_blocked" or old."no_scoring" is not new."no_scoring" or old."preferred_channel" is not new."preferred_channel" or old."created_at" is not new."created_at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'care_setting', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'care_days' as k, old."care_days" as v where old."care_days" is not new."care_days" union all select 'paused_until' as k, old."paused_until" as v where old."paused_until" is not new."paused_until" union all select 'pause_reason' as k, old."pause_reason" as v where old."pause_reason" is not new."pause_reason" union all select 'is_blocked' as k, old."is_blocked" as v where old."is_blocked" is not new."is_blocked" union all select 'no_scoring' as k, old."no_scoring" as v where old."no_scoring" is not new."no_scoring" union all select 'preferred_channel' as k, old."preferred_channel" as v where old."preferred_channel" is not new."preferred_channel" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'care_days' as k, new."care_days" as v where old."care_days" is not new."care_days" union all select 'paused_until' as k, new."paused_until" as v where old."paused_until" is not new."paused_until" union all select 'pause_reason' as k, new."pause_reason" as v where old."pause_reason" is not new."pause_reason" union all select 'is_blocked' as k, new."is_blocked" as v where old."is_blocked" is not new."is_blocked" union all select 'no_scoring' as k, new."no_scoring" as v where old."no_scoring" is not new."no_scoring" union all select 'preferred_channel' as k, new."preferred_channel" as v where old."preferred_channel" is not new."preferred_channel" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at"))); end;

CREATE TABLE case_file (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  kind text not null check (kind in ('complaint', 'praise', 'wish')),
  reference_point text not null check (reference_point in ('brand', 'product', 'staff', 'price', 'experience')),
  title text not null check (title <> ''),
  text text not null default '',
  opened_on text not null,
  due_on text,
  closed_on text,
  outcome text not null default '',
  goodwill_cents integer not null default 0 check (goodwill_cents >= 0),
  purchase_id integer references purchase (id) on delete set null,
  staff_id integer references staff (id) on delete set null,
  created_at text not null
) strict;

CREATE INDEX case_file_complaint on case_file (customer_id, due_on) where kind = 'complaint';

CREATE INDEX case_file_customer on case_file (customer_id, opened_on, id);

CREATE INDEX case_file_open on case_file (due_on, id) where closed_on is null;

CREATE INDEX case_file_purchase on case_file (purchase_id) where purchase_id is not null;

CREATE INDEX case_file_staff on case_file (staff_id) where staff_id is not null;

CREATE TRIGGER log_case_file_delete after delete on case_file when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'case_file', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'customer_id', old."customer_id", 'kind', old."kind", 'reference_point', old."reference_point", 'title', old."title", 'text', old."text", 'opened_on', old."opened_on", 'due_on', old."due_on", 'closed_on', old."closed_on", 'outcome', old."outcome", 'goodwill_cents', old."goodwill_cents", 'purchase_id', old."purchase_id", 'staff_id', old."staff_id", 'created_at', old."created_at"), null); end;

CREATE TRIGGER log_case_file_from after update of customer_id on case_file
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'case_file', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_case_file_insert after insert on case_file when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'case_file', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_case_file_update after update on case_file when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."customer_id" is not new."customer_id" or old."kind" is not new."kind" or old."reference_point" is not new."reference_point" or old."title" is not new."title" or old."text" is not new."text" or old."opened_on" is not new."opened_on" or old."due_on" is not new."due_on" or old."closed_on" is not new."closed_on" or old."outcome" is not new."outcome" or old."goodwill_cents" is not new."goodwill_cents" or old."purchase_id" is not new."purchase_id" or old."staff_id" is not new."staff_id" or old."created_at" is not new."created_at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'case_file', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'kind' as k, old."kind" as v where old."kind" is not new."kind" union all select 'reference_point' as k, old."reference_point" as v where old."reference_point" is not new."reference_point" union all select 'title' as k, old."title" as v where old."title" is not new."title" union all select 'text' as k, old."text" as v where old."text" is not new."text" union all select 'opened_on' as k, old."opened_on" as v where old."opened_on" is not new."opened_on" union all select 'due_on' as k, old."due_on" as v where old."due_on" is not new."due_on" union all select 'closed_on' as k, old."closed_on" as v where old."closed_on" is not new."closed_on" union all select 'outcome' as k, old."outcome" as v where old."outcome" is not new."outcome" union all select 'goodwill_cents' as k, old."goodwill_cents" as v where old."goodwill_cents" is not new."goodwill_cents" union all select 'purchase_id' as k, old."purchase_id" as v where old."purchase_id" is not new."purchase_id" union all select 'staff_id' as k, old."staff_id" as v where old."staff_id" is not new."staff_id" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'kind' as k, new."kind" as v where old."kind" is not new."kind" union all select 'reference_point' as k, new."reference_point" as v where old."reference_point" is not new."reference_point" union all select 'title' as k, new."title" as v where old."title" is not new."title" union all select 'text' as k, new."text" as v where old."text" is not new."text" union all select 'opened_on' as k, new."opened_on" as v where old."opened_on" is not new."opened_on" union all select 'due_on' as k, new."due_on" as v where old."due_on" is not new."due_on" union all select 'closed_on' as k, new."closed_on" as v where old."closed_on" is not new."closed_on" union all select 'outcome' as k, new."outcome" as v where old."outcome" is not new."outcome" union all select 'goodwill_cents' as k, new."goodwill_cents" as v where old."goodwill_cents" is not new."goodwill_cents" union all select 'purchase_id' as k, new."purchase_id" as v where old."purchase_id" is not new."purchase_id" union all select 'staff_id' as k, new."staff_id" as v where old."staff_id" is not new."staff_id" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at"))); end;

CREATE TABLE change (
  id integer primary key,
  operation_id integer not null references operation (id) on delete cascade,
  table_name text not null,
  row_id integer not null,
  customer_id integer,
  kind text not null check (kind in ('insert', 'update', 'delete')),
  before text check (before is null or json_valid(before)),
  after text check (after is null or json_valid(after))
) strict;

CREATE INDEX change_customer on change (customer_id, operation_id) where customer_id is not null;

CREATE INDEX change_document on change (operation_id) where table_name = 'document';

CREATE INDEX change_of_nobody on change (table_name, row_id, id) where customer_id is null;

CREATE INDEX change_operation on change (operation_id);

CREATE TABLE consent (
  id integer primary key,
  customer_id integer not null references customer (id) on delete restrict,
  channel text not null check (channel in ('letter', 'phone', 'email', 'messenger', 'all')),
  state text not null check (state in ('granted', 'refused', 'withdrawn')),
  day text not null,
  way text not null default '',
  note text not null default '',
  created_at text not null,
  -- A counter-entry takes another line out of force and says nothing itself; its state is the one before, or 'withdrawn'.
  reverses_id integer unique references consent (id) on delete no action
) strict;

CREATE INDEX consent_customer on consent (customer_id, channel, day, id);

CREATE TRIGGER consent_is_fixed before update on consent begin select raise(abort, 'consent is append-only'); end;

CREATE TRIGGER consent_is_kept before delete on consent
  when (select value from setting where key = 'purging') is null
begin select raise(abort, 'consent is append-only'); end;

CREATE TRIGGER log_consent_delete after delete on consent when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'consent', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'customer_id', old."customer_id", 'channel', old."channel", 'state', old."state", 'day', old."day", 'way', old."way", 'note', old."note", 'created_at', old."created_at", 'reverses_id', old."reverses_id"), null); end;

CREATE TRIGGER log_consent_from after update of customer_id on consent
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'consent', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_consent_insert after insert on consent when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'consent', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_consent_update after update on consent when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."customer_id" is not new."customer_id" or old."channel" is not new."channel" or old."state" is not new."state" or old."day" is not new."day" or old."way" is not new."way" or old."note" is not new."note" or old."created_at" is not new."created_at" or old."reverses_id" is not new."reverses_id") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'consent', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'channel' as k, old."channel" as v where old."channel" is not new."channel" union all select 'state' as k, old."state" as v where old."state" is not new."state" union all select 'day' as k, old."day" as v where old."day" is not new."day" union all select 'way' as k, old."way" as v where old."way" is not new."way" union all select 'note' as k, old."note" as v where old."note" is not new."note" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at" union all select 'reverses_id' as k, old."reverses_id" as v where old."reverses_id" is not new."reverses_id")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'channel' as k, new."channel" as v where old."channel" is not new."channel" union all select 'state' as k, new."state" as v where old."state" is not new."state" union all select 'day' as k, new."day" as v where old."day" is not new."day" union all select 'way' as k, new."way" as v where old."way" is not new."way" union all select 'note' as k, new."note" as v where old."note" is not new."note" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at" union all select 'reverses_id' as k, new."reverses_id" as v where old."reverses_id" is not new."reverses_id"))); end;

CREATE VIEW consent_in_force as
  select id, customer_id, channel, state, day, way, note, created_at from consent c
  where +reverses_id is null and not exists (select 1 from consent r where r.reverses_id = c.id);

CREATE TABLE contact (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  day text not null,
  -- 'HH:MM' of the shop; null: nobody remembers.
  at_time text check (at_time is null or at_time glob '[0-2][0-9]:[0-5][0-9]'),
  direction text not null check (direction in ('in', 'out')),
  channel text not null check (channel in ('phone', 'counter', 'email', 'letter', 'messenger', 'social', 'event')),
  level text not null default 'factual' check (level in ('factual', 'emotional', 'both')),
  reference_point text check (reference_point in ('brand', 'product', 'staff', 'price', 'experience')),
  topic text not null default '',
  text text not null default '',
  mood integer check (mood between -2 and 2),
  minutes integer not null default 0 check (minutes between 0 and 1440),
  needs_answer integer not null default 0 check (needs_answer in (0, 1)),
  -- When an answer is due by the opening hours of that time; null where none is needed.
  answer_by text,
  answered_at text,
  next_step text not null default '',
  area text not null default '',
  -- Met by chance; says nothing about a relationship (domain.md §3).
  is_random integer not null default 0 check (is_random in (0, 1)),
  -- A mailing to many; never counts as care (domain.md §5).
  is_bulk integer not null default 0 check (is_bulk in (0, 1)),
  case_id integer references case_file (id) on delete set null,
  purchase_id integer references purchase (id) on delete set null,
  staff_id integer references staff (id) on delete set null,
  created_at text not null
, answers_id integer references contact (id) on delete set null) strict;

CREATE INDEX contact_answers on contact (answers_id) where answers_id is not null;

CREATE INDEX contact_asked on contact (day, at_time, channel, area, answer_by, answered_at) where needs_answer = 1;

CREATE INDEX contact_case on contact (case_id) where case_id is not null;

CREATE INDEX contact_customer on contact (customer_id, day, id);

CREATE INDEX contact_day on contact (day, id);

CREATE INDEX contact_mailing on contact (customer_id, day) where is_bulk = 1 and direction = 'out';

CREATE INDEX contact_mood on contact (customer_id, day desc, id desc) where mood is not null;

CREATE INDEX contact_personal on contact (customer_id, day) where is_bulk = 0 and is_random = 0;

CREATE INDEX contact_purchase on contact (purchase_id) where purchase_id is not null;

CREATE INDEX contact_staff on contact (staff_id) where staff_id is not null;

CREATE INDEX contact_waiting on contact (answer_by, id) where needs_answer = 1 and answered_at is null;

CREATE TRIGGER contact_index_delete after delete on contact
begin
  delete from contact_search where rowid = old.id;
  delete from contact_to_index where contact_id = old.id;
end;

CREATE TRIGGER contact_index_insert after insert on contact begin insert or ignore into contact_to_index values (new.id); end;

CREATE TRIGGER contact_index_update after update of topic, text, next_step on contact begin insert or ignore into contact_to_index values (new.id); end;

CREATE TRIGGER log_contact_delete after delete on contact when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'contact', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'customer_id', old."customer_id", 'day', old."day", 'at_time', old."at_time", 'direction', old."direction", 'channel', old."channel", 'level', old."level", 'reference_point', old."reference_point", 'topic', old."topic", 'text', old."text", 'mood', old."mood", 'minutes', old."minutes", 'needs_answer', old."needs_answer", 'answer_by', old."answer_by", 'answered_at', old."answered_at", 'next_step', old."next_step", 'area', old."area", 'is_random', old."is_random", 'is_bulk', old."is_bulk", 'case_id', old."case_id", 'purchase_id', old."purchase_id", 'staff_id', old."staff_id", 'created_at', old."created_at", 'answers_id', old."answers_id"), null); end;

CREATE TRIGGER log_contact_from after update of customer_id on contact
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'contact', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_contact_insert after insert on contact when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'contact', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_contact_update after update on contact when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."customer_id" is not new."customer_id" or old."day" is not new."day" or old."at_time" is not new."at_time" or old."direction" is not new."direction" or old."channel" is not new."channel" or old."level" is not new."level" or old."reference_point" is not new."reference_point" or old."topic" is not new."topic" or old."text" is not new."text" or old."mood" is not new."mood" or old."minutes" is not new."minutes" or old."needs_answer" is not new."needs_answer" or old."answer_by" is not new."answer_by" or old."answered_at" is not new."answered_at" or old."next_step" is not new."next_step" or old."area" is not new."area" or old."is_random" is not new."is_random" or old."is_bulk" is not new."is_bulk" or old."case_id" is not new."case_id" or old."purchase_id" is not new."purchase_id" or old."staff_id" is not new."staff_id" or old."created_at" is not new."created_at" or old."answers_id" is not new."answers_id") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'contact', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'day' as k, old."day" as v where old."day" is not new."day" union all select 'at_time' as k, old."at_time" as v where old."at_time" is not new."at_time" union all select 'direction' as k, old."direction" as v where old."direction" is not new."direction" union all select 'channel' as k, old."channel" as v where old."channel" is not new."channel" union all select 'level' as k, old."level" as v where old."level" is not new."level" union all select 'reference_point' as k, old."reference_point" as v where old."reference_point" is not new."reference_point" union all select 'topic' as k, old."topic" as v where old."topic" is not new."topic" union all select 'text' as k, old."text" as v where old."text" is not new."text" union all select 'mood' as k, old."mood" as v where old."mood" is not new."mood" union all select 'minutes' as k, old."minutes" as v where old."minutes" is not new."minutes" union all select 'needs_answer' as k, old."needs_answer" as v where old."needs_answer" is not new."needs_answer" union all select 'answer_by' as k, old."answer_by" as v where old."answer_by" is not new."answer_by" union all select 'answered_at' as k, old."answered_at" as v where old."answered_at" is not new."answered_at" union all select 'next_step' as k, old."next_step" as v where old."next_step" is not new."next_step" union all select 'area' as k, old."area" as v where old."area" is not new."area" union all select 'is_random' as k, old."is_random" as v where old."is_random" is not new."is_random" union all select 'is_bulk' as k, old."is_bulk" as v where old."is_bulk" is not new."is_bulk" union all select 'case_id' as k, old."case_id" as v where old."case_id" is not new."case_id" union all select 'purchase_id' as k, old."purchase_id" as v where old."purchase_id" is not new."purchase_id" union all select 'staff_id' as k, old."staff_id" as v where old."staff_id" is not new."staff_id" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at" union all select 'answers_id' as k, old."answers_id" as v where old."answers_id" is not new."answers_id")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'day' as k, new."day" as v where old."day" is not new."day" union all select 'at_time' as k, new."at_time" as v where old."at_time" is not new."at_time" union all select 'direction' as k, new."direction" as v where old."direction" is not new."direction" union all select 'channel' as k, new."channel" as v where old."channel" is not new."channel" union all select 'level' as k, new."level" as v where old."level" is not new."level" union all select 'reference_point' as k, new."reference_point" as v where old."reference_point" is not new."reference_point" union all select 'topic' as k, new."topic" as v where old."topic" is not new."topic" union all select 'text' as k, new."text" as v where old."text" is not new."text" union all select 'mood' as k, new."mood" as v where old."mood" is not new."mood" union all select 'minutes' as k, new."minutes" as v where old."minutes" is not new."minutes" union all select 'needs_answer' as k, new."needs_answer" as v where old."needs_answer" is not new."needs_answer" union all select 'answer_by' as k, new."answer_by" as v where old."answer_by" is not new."answer_by" union all select 'answered_at' as k, new."answered_at" as v where old."answered_at" is not new."answered_at" union all select 'next_step' as k, new."next_step" as v where old."next_step" is not new."next_step" union all select 'area' as k, new."area" as v where old."area" is not new."area" union all select 'is_random' as k, new."is_random" as v where old."is_random" is not new."is_random" union all select 'is_bulk' as k, new."is_bulk" as v where old."is_bulk" is not new."is_bulk" union all select 'case_id' as k, new."case_id" as v where old."case_id" is not new."case_id" union all select 'purchase_id' as k, new."purchase_id" as v where old."purchase_id" is not new."purchase_id" union all select 'staff_id' as k, new."staff_id" as v where old."staff_id" is not new."staff_id" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at" union all select 'answers_id' as k, new."answers_id" as v where old."answers_id" is not new."answers_id"))); end;

CREATE TABLE contact_detail (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  position integer not null,
  kind text not null check (kind in ('phone', 'email', 'web')),
  value text not null check (value <> ''),
  normal text,
  label text not null default ''
) strict;

CREATE INDEX contact_detail_customer on contact_detail (customer_id, position);

CREATE INDEX contact_detail_normal on contact_detail (normal) where normal is not null;

CREATE TRIGGER log_contact_detail_delete after delete on contact_detail when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'contact_detail', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'customer_id', old."customer_id", 'position', old."position", 'kind', old."kind", 'value', old."value", 'normal', old."normal", 'label', old."label"), null); end;

CREATE TRIGGER log_contact_detail_from after update of customer_id on contact_detail
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'contact_detail', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_contact_detail_insert after insert on contact_detail when new.customer_id < (select operation_id from current_operation) begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'contact_detail', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_contact_detail_update after update on contact_detail when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."customer_id" is not new."customer_id" or old."position" is not new."position" or old."kind" is not new."kind" or old."value" is not new."value" or old."normal" is not new."normal" or old."label" is not new."label") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'contact_detail', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'position' as k, old."position" as v where old."position" is not new."position" union all select 'kind' as k, old."kind" as v where old."kind" is not new."kind" union all select 'value' as k, old."value" as v where old."value" is not new."value" union all select 'normal' as k, old."normal" as v where old."normal" is not new."normal" union all select 'label' as k, old."label" as v where old."label" is not new."label")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'position' as k, new."position" as v where old."position" is not new."position" union all select 'kind' as k, new."kind" as v where old."kind" is not new."kind" union all select 'value' as k, new."value" as v where old."value" is not new."value" union all select 'normal' as k, new."normal" as v where old."normal" is not new."normal" union all select 'label' as k, new."label" as v where old."label" is not new."label"))); end;

CREATE TABLE contact_person (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  position integer not null,
  salutation text not null default 'none' check (salutation in ('ms', 'mr', 'diverse', 'none')),
  title text not null default '',
  first_name text not null default '',
  last_name text not null default '',
  role text not null default '',
  phone text not null default '',
  email text not null default ''
) strict;

CREATE INDEX contact_person_customer on contact_person (customer_id, position);

CREATE TRIGGER log_contact_person_delete after delete on contact_person when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'contact_person', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'customer_id', old."customer_id", 'position', old."position", 'salutation', old."salutation", 'title', old."title", 'first_name', old."first_name", 'last_name', old."last_name", 'role', old."role", 'phone', old."phone", 'email', old."email"), null); end;

CREATE TRIGGER log_contact_person_from after update of customer_id on contact_person
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'contact_person', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_contact_person_insert after insert on contact_person when new.customer_id < (select operation_id from current_operation) begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'contact_person', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_contact_person_update after update on contact_person when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."customer_id" is not new."customer_id" or old."position" is not new."position" or old."salutation" is not new."salutation" or old."title" is not new."title" or old."first_name" is not new."first_name" or old."last_name" is not new."last_name" or old."role" is not new."role" or old."phone" is not new."phone" or old."email" is not new."email") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'contact_person', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'position' as k, old."position" as v where old."position" is not new."position" union all select 'salutation' as k, old."salutation" as v where old."salutation" is not new."salutation" union all select 'title' as k, old."title" as v where old."title" is not new."title" union all select 'first_name' as k, old."first_name" as v where old."first_name" is not new."first_name" union all select 'last_name' as k, old."last_name" as v where old."last_name" is not new."last_name" union all select 'role' as k, old."role" as v where old."role" is not new."role" union all select 'phone' as k, old."phone" as v where old."phone" is not new."phone" union all select 'email' as k, old."email" as v where old."email" is not new."email")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'position' as k, new."position" as v where old."position" is not new."position" union all select 'salutation' as k, new."salutation" as v where old."salutation" is not new."salutation" union all select 'title' as k, new."title" as v where old."title" is not new."title" union all select 'first_name' as k, new."first_name" as v where old."first_name" is not new."first_name" union all select 'last_name' as k, new."last_name" as v where old."last_name" is not new."last_name" union all select 'role' as k, new."role" as v where old."role" is not new."role" union all select 'phone' as k, new."phone" as v where old."phone" is not new."phone" union all select 'email' as k, new."email" as v where old."email" is not new."email"))); end;

CREATE VIRTUAL TABLE contact_search using fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3 4 5 6', detail = none
);

CREATE TABLE contact_to_index (contact_id integer primary key) strict;

CREATE TABLE current_operation (
  only integer primary key check (only = 1),
  operation_id integer
) strict;

CREATE TABLE customer (
  id integer primary key,
  number text not null unique check (number <> ''),
  kind text not null check (kind in ('person', 'firm')),
  salutation text not null default 'none' check (salutation in ('ms', 'mr', 'diverse', 'none')),
  title text not null default '',
  first_name text not null default '',
  last_name text not null default '',
  name_addition text not null default '',
  firm_name text not null default '',
  address_form text not null default 'formal' check (address_form in ('formal', 'informal')),
  birth_day integer check (birth_day between 1 and 31),
  birth_month integer check (birth_month between 1 and 12),
  birth_year integer check (birth_year between 1850 and 2200),
  memo text not null default '',
  source text not null default '',
  -- Properties of a vCard that Stammkunde has no place for, kept as they were read.
  extra text not null default '{}' check (json_valid(extra)),
  is_sample integer not null default 0 check (is_sample in (0, 1)),
  -- The calendar day in the shop; created_at is UTC and can name another one.
  created_on text not null,
  created_at text not null,
  updated_at text not null,
  deleted_at text, letter_greeting text not null default '', merged_into_id integer references customer (id) on delete set null, erased_at text,
  check ((birth_day is null) = (birth_month is null)),
  check (birth_year is null or birth_day is not null),
  check (first_name <> '' or last_name <> '' or firm_name <> '')
) strict;

CREATE INDEX customer_birthday on customer (birth_month, birth_day, id) where birth_month is not null and deleted_at is null;

CREATE INDEX customer_deleted on customer (deleted_at, id) where deleted_at is not null;

CREATE INDEX customer_merged on customer (merged_into_id) where merged_into_id is not null;

CREATE INDEX customer_sample on customer (id) where is_sample = 1;

CREATE TRIGGER log_customer_delete after delete on customer when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'customer', old.rowid, old.id, 'delete', json_object('id', old."id", 'number', old."number", 'kind', old."kind", 'salutation', old."salutation", 'title', old."title", 'first_name', old."first_name", 'last_name', old."last_name", 'name_addition', old."name_addition", 'firm_name', old."firm_name", 'address_form', old."address_form", 'birth_day', old."birth_day", 'birth_month', old."birth_month", 'birth_year', old."birth_year", 'memo', old."memo", 'source', old."source", 'extra', old."extra", 'is_sample', old."is_sample", 'created_on', old."created_on", 'created_at', old."created_at", 'updated_at', old."updated_at", 'deleted_at', old."deleted_at", 'letter_greeting', old."letter_greeting", 'merged_into_id', old."merged_into_id", 'erased_at', old."erased_at"), null); end;

CREATE TRIGGER log_customer_from after update of merged_into_id on customer
     when (select operation_id from current_operation) is not null and old."merged_into_id" is not new."merged_into_id" and old."merged_into_id" is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'customer', new.rowid, old."merged_into_id", 'update', json_object('merged_into_id', old."merged_into_id"), json_object('merged_into_id', new."merged_into_id")); end;

CREATE TRIGGER log_customer_insert after insert on customer when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'customer', new.rowid, new.id, 'insert', null, null); end;

CREATE TRIGGER log_customer_to after update of merged_into_id on customer
     when (select operation_id from current_operation) is not null and old."merged_into_id" is not new."merged_into_id" and new."merged_into_id" is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'customer', new.rowid, new."merged_into_id", 'update', json_object('merged_into_id', old."merged_into_id"), json_object('merged_into_id', new."merged_into_id")); end;

CREATE TRIGGER log_customer_update after update on customer when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."number" is not new."number" or old."kind" is not new."kind" or old."salutation" is not new."salutation" or old."title" is not new."title" or old."first_name" is not new."first_name" or old."last_name" is not new."last_name" or old."name_addition" is not new."name_addition" or old."firm_name" is not new."firm_name" or old."address_form" is not new."address_form" or old."birth_day" is not new."birth_day" or old."birth_month" is not new."birth_month" or old."birth_year" is not new."birth_year" or old."memo" is not new."memo" or old."source" is not new."source" or old."extra" is not new."extra" or old."is_sample" is not new."is_sample" or old."created_on" is not new."created_on" or old."created_at" is not new."created_at" or old."updated_at" is not new."updated_at" or old."deleted_at" is not new."deleted_at" or old."letter_greeting" is not new."letter_greeting" or old."merged_into_id" is not new."merged_into_id" or old."erased_at" is not new."erased_at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'customer', new.rowid, new.id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'number' as k, old."number" as v where old."number" is not new."number" union all select 'kind' as k, old."kind" as v where old."kind" is not new."kind" union all select 'salutation' as k, old."salutation" as v where old."salutation" is not new."salutation" union all select 'title' as k, old."title" as v where old."title" is not new."title" union all select 'first_name' as k, old."first_name" as v where old."first_name" is not new."first_name" union all select 'last_name' as k, old."last_name" as v where old."last_name" is not new."last_name" union all select 'name_addition' as k, old."name_addition" as v where old."name_addition" is not new."name_addition" union all select 'firm_name' as k, old."firm_name" as v where old."firm_name" is not new."firm_name" union all select 'address_form' as k, old."address_form" as v where old."address_form" is not new."address_form" union all select 'birth_day' as k, old."birth_day" as v where old."birth_day" is not new."birth_day" union all select 'birth_month' as k, old."birth_month" as v where old."birth_month" is not new."birth_month" union all select 'birth_year' as k, old."birth_year" as v where old."birth_year" is not new."birth_year" union all select 'memo' as k, old."memo" as v where old."memo" is not new."memo" union all select 'source' as k, old."source" as v where old."source" is not new."source" union all select 'extra' as k, old."extra" as v where old."extra" is not new."extra" union all select 'is_sample' as k, old."is_sample" as v where old."is_sample" is not new."is_sample" union all select 'created_on' as k, old."created_on" as v where old."created_on" is not new."created_on" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at" union all select 'updated_at' as k, old."updated_at" as v where old."updated_at" is not new."updated_at" union all select 'deleted_at' as k, old."deleted_at" as v where old."deleted_at" is not new."deleted_at" union all select 'letter_greeting' as k, old."letter_greeting" as v where old."letter_greeting" is not new."letter_greeting" union all select 'merged_into_id' as k, old."merged_into_id" as v where old."merged_into_id" is not new."merged_into_id" union all select 'erased_at' as k, old."erased_at" as v where old."erased_at" is not new."erased_at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'number' as k, new."number" as v where old."number" is not new."number" union all select 'kind' as k, new."kind" as v where old."kind" is not new."kind" union all select 'salutation' as k, new."salutation" as v where old."salutation" is not new."salutation" union all select 'title' as k, new."title" as v where old."title" is not new."title" union all select 'first_name' as k, new."first_name" as v where old."first_name" is not new."first_name" union all select 'last_name' as k, new."last_name" as v where old."last_name" is not new."last_name" union all select 'name_addition' as k, new."name_addition" as v where old."name_addition" is not new."name_addition" union all select 'firm_name' as k, new."firm_name" as v where old."firm_name" is not new."firm_name" union all select 'address_form' as k, new."address_form" as v where old."address_form" is not new."address_form" union all select 'birth_day' as k, new."birth_day" as v where old."birth_day" is not new."birth_day" union all select 'birth_month' as k, new."birth_month" as v where old."birth_month" is not new."birth_month" union all select 'birth_year' as k, new."birth_year" as v where old."birth_year" is not new."birth_year" union all select 'memo' as k, new."memo" as v where old."memo" is not new."memo" union all select 'source' as k, new."source" as v where old."source" is not new."source" union all select 'extra' as k, new."extra" as v where old."extra" is not new."extra" union all select 'is_sample' as k, new."is_sample" as v where old."is_sample" is not new."is_sample" union all select 'created_on' as k, new."created_on" as v where old."created_on" is not new."created_on" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at" union all select 'updated_at' as k, new."updated_at" as v where old."updated_at" is not new."updated_at" union all select 'deleted_at' as k, new."deleted_at" as v where old."deleted_at" is not new."deleted_at" union all select 'letter_greeting' as k, new."letter_greeting" as v where old."letter_greeting" is not new."letter_greeting" union all select 'merged_into_id' as k, new."merged_into_id" as v where old."merged_into_id" is not new."merged_into_id" union all select 'erased_at' as k, new."erased_at" as v where old."erased_at" is not new."erased_at"))); end;

CREATE TABLE customer_demand (
  customer_id integer not null references customer (id) on delete cascade,
  -- 'group:12', 'article:5', 'own:77'
  subject text not null,
  article_id integer references article (id) on delete cascade,
  demand_id integer references demand (id) on delete cascade,
  source text not null check (source in ('manual', 'article', 'learned')),
  last_day integer not null,
  days real not null,
  due_day integer not null,
  -- From here on one and a half, and more than two intervals have passed.
  overdue_day integer not null,
  double_day integer not null,
  muted_day integer,
  -- The last day of the customer's pause.
  paused_day integer,
  primary key (customer_id, subject)
) strict, without rowid;

CREATE INDEX customer_demand_article on customer_demand (article_id) where article_id is not null;

CREATE INDEX customer_demand_demand on customer_demand (demand_id) where demand_id is not null;

CREATE INDEX customer_demand_due on customer_demand (due_day, customer_id);

CREATE TABLE customer_mark (
  only integer primary key check (only = 1),
  number_high integer not null,
  -- The day for which the day-dependent figures of customer_summary stand.
  summary_day text
) strict;

CREATE VIRTUAL TABLE customer_search using fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3 4 5 6', detail = none
);

CREATE TABLE customer_step (
  id integer primary key,
  customer_id integer not null unique references customer (id) on delete cascade,
  step_id integer not null references phase_step (id) on delete cascade,
  since text not null
) strict;

CREATE INDEX customer_step_step on customer_step (step_id);

CREATE TRIGGER log_customer_step_delete after delete on customer_step when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'customer_step', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'customer_id', old."customer_id", 'step_id', old."step_id", 'since', old."since"), null); end;

CREATE TRIGGER log_customer_step_from after update of customer_id on customer_step
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'customer_step', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_customer_step_insert after insert on customer_step when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'customer_step', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_customer_step_update after update on customer_step when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."customer_id" is not new."customer_id" or old."step_id" is not new."step_id" or old."since" is not new."since") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'customer_step', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'step_id' as k, old."step_id" as v where old."step_id" is not new."step_id" union all select 'since' as k, old."since" as v where old."since" is not new."since")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'step_id' as k, new."step_id" as v where old."step_id" is not new."step_id" union all select 'since' as k, new."since" as v where old."since" is not new."since"))); end;

CREATE TABLE customer_summary (
  customer_id integer primary key,
  -- Rowid in customer_search. Rises with the sort name, so that a search yields its rows sorted.
  place integer not null unique,
  sort_name text not null,
  display_name text not null,
  number text not null,
  number_sort text not null,
  city text not null default '',
  city_sort text not null default '',
  postcode text not null default '',
  phone text not null default '',
  email text not null default '',
  birthday_sort text not null default '',
  phase text not null,
  phase_since text not null,
  purchase_days integer not null default 0,
  purchase_days_24 integer not null default 0,
  first_day text,
  last_day text,
  net12_cents integer not null default 0,
  total_cents integer not null default 0,
  points integer not null default 0,
  card_number text,
  tags text not null default '[]',
  created_on text not null
, window_ends text, second_day text, step_id integer not null default 0, override_until text) strict;

CREATE INDEX customer_summary_anniversary on customer_summary (substr(first_day, 6)) where purchase_days >= 2;

CREATE INDEX customer_summary_birthday on customer_summary (birthday_sort, customer_id);

CREATE INDEX customer_summary_city on customer_summary (city_sort, customer_id);

CREATE INDEX customer_summary_created on customer_summary (created_on, customer_id, first_day);

CREATE INDEX customer_summary_days on customer_summary (purchase_days, customer_id);

CREATE INDEX customer_summary_first on customer_summary (first_day, second_day) where first_day is not null;

CREATE INDEX customer_summary_last_day on customer_summary (last_day, customer_id);

CREATE INDEX customer_summary_name on customer_summary (sort_name, customer_id, place);

CREATE INDEX customer_summary_net12 on customer_summary (net12_cents, customer_id);

CREATE INDEX customer_summary_number on customer_summary (number_sort, customer_id);

CREATE INDEX customer_summary_phase on customer_summary (phase, phase_since, customer_id, purchase_days_24, card_number);

CREATE INDEX customer_summary_points on customer_summary (points, customer_id);

CREATE INDEX customer_summary_step on customer_summary (phase, step_id, phase_since, customer_id, purchase_days_24, window_ends, net12_cents, card_number);

CREATE INDEX customer_summary_step_name on customer_summary (phase, step_id, sort_name, customer_id);

CREATE INDEX customer_summary_step_value on customer_summary (phase, step_id, total_cents, customer_id);

CREATE INDEX customer_summary_total on customer_summary (total_cents, customer_id);

CREATE INDEX customer_summary_untagged on customer_summary (phase, step_id) where tags = '[]';

CREATE INDEX customer_summary_window on customer_summary (window_ends, customer_id) where window_ends is not null;

CREATE TABLE customer_tag (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  name text not null check (name <> ''),
  unique (customer_id, name)
) strict;

CREATE INDEX customer_tag_name on customer_tag (name, customer_id);

CREATE TRIGGER log_customer_tag_delete after delete on customer_tag when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'customer_tag', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'customer_id', old."customer_id", 'name', old."name"), null); end;

CREATE TRIGGER log_customer_tag_from after update of customer_id on customer_tag
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'customer_tag', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_customer_tag_insert after insert on customer_tag when new.customer_id < (select operation_id from current_operation) begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'customer_tag', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_customer_tag_update after update on customer_tag when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."customer_id" is not new."customer_id" or old."name" is not new."name") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'customer_tag', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'name' as k, old."name" as v where old."name" is not new."name")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'name' as k, new."name" as v where old."name" is not new."name"))); end;

CREATE TABLE customer_warning (
  customer_id integer primary key references customer (id) on delete cascade,
  level integer not null check (level between 0 and 4),
  rule text,
  why text not null default 'null' check (json_valid(why)),
  -- Since when the level stands, as a day.
  since text not null,
  purchase_days integer not null,
  -- From the second purchase day to the third; null with fewer.
  third_gap integer,
  last_day integer,
  contact_day integer,
  net12_cents integer not null,
  -- The owner's own interval for the customer, else the shortest of their tags.
  care_days integer,
  paused_day integer,
  -- The day on which this row is to be looked at again.
  next_day integer
) strict;

CREATE INDEX customer_warning_gap on customer_warning (third_gap) where third_gap is not null;

CREATE INDEX customer_warning_level on customer_warning (level desc, net12_cents desc, last_day, customer_id) where level > 0;

CREATE INDEX customer_warning_next on customer_warning (next_day) where next_day is not null;

CREATE INDEX customer_warning_two on customer_warning (customer_id) where purchase_days = 2;

CREATE TABLE day_close (
  id integer primary key,
  day text not null unique,
  done integer not null check (done >= 0),
  left_open integer not null check (left_open >= 0),
  minutes integer not null check (minutes >= 0),
  note text not null default '',
  at text not null
) strict;

CREATE TRIGGER log_day_close_delete after delete on day_close when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'day_close', old.rowid, null, 'delete', json_object('id', old."id", 'day', old."day", 'done', old."done", 'left_open', old."left_open", 'minutes', old."minutes", 'note', old."note", 'at', old."at"), null); end;

CREATE TRIGGER log_day_close_insert after insert on day_close when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'day_close', new.rowid, null, 'insert', null, null); end;

CREATE TRIGGER log_day_close_update after update on day_close when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."day" is not new."day" or old."done" is not new."done" or old."left_open" is not new."left_open" or old."minutes" is not new."minutes" or old."note" is not new."note" or old."at" is not new."at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'day_close', new.rowid, null, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'day' as k, old."day" as v where old."day" is not new."day" union all select 'done' as k, old."done" as v where old."done" is not new."done" union all select 'left_open' as k, old."left_open" as v where old."left_open" is not new."left_open" union all select 'minutes' as k, old."minutes" as v where old."minutes" is not new."minutes" union all select 'note' as k, old."note" as v where old."note" is not new."note" union all select 'at' as k, old."at" as v where old."at" is not new."at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'day' as k, new."day" as v where old."day" is not new."day" union all select 'done' as k, new."done" as v where old."done" is not new."done" union all select 'left_open' as k, new."left_open" as v where old."left_open" is not new."left_open" union all select 'minutes' as k, new."minutes" as v where old."minutes" is not new."minutes" union all select 'note' as k, new."note" as v where old."note" is not new."note" union all select 'at' as k, new."at" as v where old."at" is not new."at"))); end;

CREATE TABLE demand (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  -- All articles of a group answer the same need, so only one without a group is named itself.
  group_id integer references article_group (id) on delete cascade,
  article_id integer references article (id) on delete cascade,
  text text not null default '',
  interval_days integer check (interval_days between 1 and 3650),
  last_on text,
  quantity_milli integer not null default 1000 check (quantity_milli > 0),
  muted_until text,
  ended_on text,
  created_at text not null,
  check (group_id is not null or article_id is not null or text <> '')
) strict;

CREATE INDEX demand_article on demand (article_id) where article_id is not null;

CREATE UNIQUE INDEX demand_customer on demand (customer_id, coalesce(group_id, 0), coalesce(article_id, 0), text);

CREATE INDEX demand_group on demand (group_id) where group_id is not null;

CREATE TRIGGER log_demand_delete after delete on demand when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'demand', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'customer_id', old."customer_id", 'group_id', old."group_id", 'article_id', old."article_id", 'text', old."text", 'interval_days', old."interval_days", 'last_on', old."last_on", 'quantity_milli', old."quantity_milli", 'muted_until', old."muted_until", 'ended_on', old."ended_on", 'created_at', old."created_at"), null); end;

CREATE TRIGGER log_demand_from after update of customer_id on demand
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'demand', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_demand_insert after insert on demand when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'demand', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_demand_update after update on demand when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."customer_id" is not new."customer_id" or old."group_id" is not new."group_id" or old."article_id" is not new."article_id" or old."text" is not new."text" or old."interval_days" is not new."interval_days" or old."last_on" is not new."last_on" or old."quantity_milli" is not new."quantity_milli" or old."muted_until" is not new."muted_until" or old."ended_on" is not new."ended_on" or old."created_at" is not new."created_at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'demand', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'group_id' as k, old."group_id" as v where old."group_id" is not new."group_id" union all select 'article_id' as k, old."article_id" as v where old."article_id" is not new."article_id" union all select 'text' as k, old."text" as v where old."text" is not new."text" union all select 'interval_days' as k, old."interval_days" as v where old."interval_days" is not new."interval_days" union all select 'last_on' as k, old."last_on" as v where old."last_on" is not new."last_on" union all select 'quantity_milli' as k, old."quantity_milli" as v where old."quantity_milli" is not new."quantity_milli" union all select 'muted_until' as k, old."muted_until" as v where old."muted_until" is not new."muted_until" union all select 'ended_on' as k, old."ended_on" as v where old."ended_on" is not new."ended_on" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'group_id' as k, new."group_id" as v where old."group_id" is not new."group_id" union all select 'article_id' as k, new."article_id" as v where old."article_id" is not new."article_id" union all select 'text' as k, new."text" as v where old."text" is not new."text" union all select 'interval_days' as k, new."interval_days" as v where old."interval_days" is not new."interval_days" union all select 'last_on' as k, new."last_on" as v where old."last_on" is not new."last_on" union all select 'quantity_milli' as k, new."quantity_milli" as v where old."quantity_milli" is not new."quantity_milli" union all select 'muted_until' as k, new."muted_until" as v where old."muted_until" is not new."muted_until" union all select 'ended_on' as k, new."ended_on" as v where old."ended_on" is not new."ended_on" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at"))); end;

CREATE TABLE document (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  kind text not null check (kind in ('photo', 'file')),
  name text not null check (name <> ''),
  -- What the first bytes say, not what the name says.
  media_type text not null,
  bytes integer not null check (bytes > 0),
  hash text not null check (length(hash) = 64 and hash not glob '*[^0-9a-f]*'),
  note text not null default '',
  added_on text not null,
  created_at text not null
) strict;

CREATE INDEX document_customer on document (customer_id);

CREATE INDEX document_hash on document (hash);

CREATE TRIGGER log_document_delete after delete on document when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'document', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'customer_id', old."customer_id", 'kind', old."kind", 'name', old."name", 'media_type', old."media_type", 'bytes', old."bytes", 'hash', old."hash", 'note', old."note", 'added_on', old."added_on", 'created_at', old."created_at"), null); end;

CREATE TRIGGER log_document_from after update of customer_id on document
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'document', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_document_insert after insert on document when new.customer_id < (select operation_id from current_operation) begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'document', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_document_update after update on document when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."customer_id" is not new."customer_id" or old."kind" is not new."kind" or old."name" is not new."name" or old."media_type" is not new."media_type" or old."bytes" is not new."bytes" or old."hash" is not new."hash" or old."note" is not new."note" or old."added_on" is not new."added_on" or old."created_at" is not new."created_at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'document', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'kind' as k, old."kind" as v where old."kind" is not new."kind" union all select 'name' as k, old."name" as v where old."name" is not new."name" union all select 'media_type' as k, old."media_type" as v where old."media_type" is not new."media_type" union all select 'bytes' as k, old."bytes" as v where old."bytes" is not new."bytes" union all select 'hash' as k, old."hash" as v where old."hash" is not new."hash" union all select 'note' as k, old."note" as v where old."note" is not new."note" union all select 'added_on' as k, old."added_on" as v where old."added_on" is not new."added_on" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'kind' as k, new."kind" as v where old."kind" is not new."kind" union all select 'name' as k, new."name" as v where old."name" is not new."name" union all select 'media_type' as k, new."media_type" as v where old."media_type" is not new."media_type" union all select 'bytes' as k, new."bytes" as v where old."bytes" is not new."bytes" union all select 'hash' as k, new."hash" as v where old."hash" is not new."hash" union all select 'note' as k, new."note" as v where old."note" is not new."note" union all select 'added_on' as k, new."added_on" as v where old."added_on" is not new."added_on" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at"))); end;

CREATE TABLE duplicate_key (
  customer_id integer not null references customer (id) on delete cascade,
  key integer not null,
  primary key (customer_id, key)
) strict, without rowid;

CREATE INDEX duplicate_key_key on duplicate_key (key);

CREATE TABLE duplicate_pair (
  id integer primary key,
  a_id integer not null references customer (id) on delete cascade,
  b_id integer not null references customer (id) on delete cascade,
  band text not null check (band in ('same', 'ask', 'related')),
  score real not null check (score between 0 and 1),
  reasons text not null check (json_valid(reasons)),
  unique (a_id, b_id),
  check (a_id < b_id)
) strict;

CREATE INDEX duplicate_pair_b on duplicate_pair (b_id);

CREATE INDEX duplicate_pair_score on duplicate_pair (score desc, a_id, b_id);

CREATE TABLE duplicate_scan (
  only integer primary key check (only = 1),
  at text,
  customers integer not null default 0,
  -- More was changed at once since then than could be looked at along the way.
  is_outdated integer not null default 0 check (is_outdated in (0, 1))
, keys_missing integer not null default 0) strict;

CREATE TABLE erased_file (hash text primary key) strict, without rowid;

CREATE TABLE export_run (
  id integer primary key,
  at text not null,
  format text not null check (format in ('csv', 'xlsx', 'vcard', 'archive')),
  customers integer not null,
  file_name text not null
) strict;

CREATE INDEX export_run_at on export_run (at, id);

CREATE TABLE external_reference (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  system text not null,
  value text not null,
  unique (system, value)
) strict;

CREATE INDEX external_reference_customer on external_reference (customer_id);

CREATE TRIGGER log_external_reference_delete after delete on external_reference when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'external_reference', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'customer_id', old."customer_id", 'system', old."system", 'value', old."value"), null); end;

CREATE TRIGGER log_external_reference_from after update of customer_id on external_reference
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'external_reference', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_external_reference_insert after insert on external_reference when new.customer_id < (select operation_id from current_operation) begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'external_reference', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_external_reference_update after update on external_reference when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."customer_id" is not new."customer_id" or old."system" is not new."system" or old."value" is not new."value") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'external_reference', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'system' as k, old."system" as v where old."system" is not new."system" union all select 'value' as k, old."value" as v where old."value" is not new."value")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'system' as k, new."system" as v where old."system" is not new."system" union all select 'value' as k, new."value" as v where old."value" is not new."value"))); end;

CREATE TABLE id_mark (high integer not null) strict;

CREATE TABLE import_mapping (
  id integer primary key,
  -- Made of the names of the columns.
  signature text not null unique,
  name text not null,
  mapping text not null check (json_valid(mapping)),
  mode text not null check (mode in ('create', 'update', 'both')),
  match_key text check (match_key is null or match_key in ('number', 'email', 'phone', 'externalId', 'uid')),
  used_at text not null
) strict;

CREATE TABLE import_row (
  id integer primary key,
  import_id integer not null references import_run (id) on delete cascade,
  line integer not null,
  action text not null check (action in ('created', 'updated', 'unchanged', 'failed')),
  -- No reference: a customer who is taken back comes again with redo, and his row must still know him.
  customer_id integer,
  -- Hash of what the row said, so that the same row is known again.
  fingerprint integer,
  problems text check (problems is null or json_valid(problems)),
  raw text check (raw is null or json_valid(raw))
, purchase_id integer) strict;

CREATE INDEX import_row_customer on import_row (customer_id) where customer_id is not null;

CREATE INDEX import_row_problems on import_row (import_id, line) where problems is not null;

CREATE TABLE import_run (
  id integer primary key,
  operation_id integer references operation (id) on delete set null,
  file_name text not null,
  at text not null,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  failed integer not null default 0,
  -- Header and delimiter of the file, so that the rows that stayed out can be written in its own form.
  header text not null default '[]' check (json_valid(header)),
  undone_at text
, format text not null default 'csv' check (format in ('csv', 'vcard', 'xlsx')), mode text not null default 'both' check (mode in ('create', 'update', 'both')), match_key text check (match_key is null or match_key in ('number', 'email', 'phone', 'externalId', 'uid')), first_row integer, last_row integer, kind text not null default 'customers' check (kind in ('customers', 'purchases')), returns integer not null default 0, unknown_customers integer not null default 0, net_cents integer not null default 0) strict;

CREATE INDEX import_run_at on import_run (at, id);

CREATE TABLE loyalty_account (
  id integer primary key,
  customer_id integer not null unique references customer (id) on delete restrict,
  opened_on text not null
) strict;

CREATE TRIGGER log_loyalty_account_delete after delete on loyalty_account when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'loyalty_account', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'customer_id', old."customer_id", 'opened_on', old."opened_on"), null); end;

CREATE TRIGGER log_loyalty_account_from after update of customer_id on loyalty_account
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'loyalty_account', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_loyalty_account_insert after insert on loyalty_account when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'loyalty_account', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_loyalty_account_update after update on loyalty_account when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."customer_id" is not new."customer_id" or old."opened_on" is not new."opened_on") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'loyalty_account', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'opened_on' as k, old."opened_on" as v where old."opened_on" is not new."opened_on")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'opened_on' as k, new."opened_on" as v where old."opened_on" is not new."opened_on"))); end;

CREATE TABLE not_duplicate (
  id integer primary key,
  a_id integer not null references customer (id) on delete cascade,
  b_id integer not null references customer (id) on delete cascade,
  created_at text not null,
  unique (a_id, b_id),
  check (a_id < b_id)
) strict;

CREATE INDEX not_duplicate_b on not_duplicate (b_id);

CREATE TRIGGER log_not_duplicate_delete after delete on not_duplicate when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'not_duplicate', old.rowid, old.a_id, 'delete', json_object('id', old."id", 'a_id', old."a_id", 'b_id', old."b_id", 'created_at', old."created_at"), null); end;

CREATE TRIGGER log_not_duplicate_from after update of a_id on not_duplicate
     when (select operation_id from current_operation) is not null and old."a_id" is not new."a_id" and old.a_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'not_duplicate', new.rowid, old.a_id, 'update', json_object('a_id', old."a_id"), json_object('a_id', new."a_id")); end;

CREATE TRIGGER log_not_duplicate_insert after insert on not_duplicate when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'not_duplicate', new.rowid, new.a_id, 'insert', null, null); end;

CREATE TRIGGER log_not_duplicate_update after update on not_duplicate when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."a_id" is not new."a_id" or old."b_id" is not new."b_id" or old."created_at" is not new."created_at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'not_duplicate', new.rowid, new.a_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'a_id' as k, old."a_id" as v where old."a_id" is not new."a_id" union all select 'b_id' as k, old."b_id" as v where old."b_id" is not new."b_id" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'a_id' as k, new."a_id" as v where old."a_id" is not new."a_id" union all select 'b_id' as k, new."b_id" as v where old."b_id" is not new."b_id" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at"))); end;

CREATE TABLE operation (
  id integer primary key,
  call text not null,
  kind text not null check (kind in ('do', 'undo', 'redo')),
  at text not null,
  customer_id integer,
  count integer not null default 0,
  undoes_id integer references operation (id) on delete cascade,
  undone_by_id integer references operation (id) on delete set null
) strict;

CREATE INDEX operation_at on operation (at, id);

CREATE INDEX operation_undoes on operation (undoes_id) where undoes_id is not null;

CREATE INDEX operation_undone_by on operation (undone_by_id) where undone_by_id is not null;

CREATE TABLE own_field (
  id integer primary key,
  name text not null check (name <> ''),
  kind text not null check (kind in ('text', 'number', 'date', 'choice', 'yes-no')),
  choices text not null default '[]' check (json_valid(choices)),
  position integer not null,
  created_at text not null,
  -- A removed field keeps its values, so that they come back with it.
  deleted_at text
) strict;

CREATE TRIGGER log_own_field_delete after delete on own_field when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'own_field', old.rowid, null, 'delete', json_object('id', old."id", 'name', old."name", 'kind', old."kind", 'choices', old."choices", 'position', old."position", 'created_at', old."created_at", 'deleted_at', old."deleted_at"), null); end;

CREATE TRIGGER log_own_field_insert after insert on own_field when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'own_field', new.rowid, null, 'insert', null, null); end;

CREATE TRIGGER log_own_field_update after update on own_field when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."name" is not new."name" or old."kind" is not new."kind" or old."choices" is not new."choices" or old."position" is not new."position" or old."created_at" is not new."created_at" or old."deleted_at" is not new."deleted_at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'own_field', new.rowid, null, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'name' as k, old."name" as v where old."name" is not new."name" union all select 'kind' as k, old."kind" as v where old."kind" is not new."kind" union all select 'choices' as k, old."choices" as v where old."choices" is not new."choices" union all select 'position' as k, old."position" as v where old."position" is not new."position" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at" union all select 'deleted_at' as k, old."deleted_at" as v where old."deleted_at" is not new."deleted_at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'name' as k, new."name" as v where old."name" is not new."name" union all select 'kind' as k, new."kind" as v where old."kind" is not new."kind" union all select 'choices' as k, new."choices" as v where old."choices" is not new."choices" union all select 'position' as k, new."position" as v where old."position" is not new."position" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at" union all select 'deleted_at' as k, new."deleted_at" as v where old."deleted_at" is not new."deleted_at"))); end;

CREATE TABLE own_value (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  field_id integer not null references own_field (id) on delete cascade,
  text text,
  number real,
  unique (customer_id, field_id),
  check ((text is null) <> (number is null))
) strict;

CREATE INDEX own_value_field on own_value (field_id, text, number);

CREATE TRIGGER log_own_value_delete after delete on own_value when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'own_value', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'customer_id', old."customer_id", 'field_id', old."field_id", 'text', old."text", 'number', old."number"), null); end;

CREATE TRIGGER log_own_value_from after update of customer_id on own_value
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'own_value', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_own_value_insert after insert on own_value when new.customer_id < (select operation_id from current_operation) begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'own_value', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_own_value_update after update on own_value when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."customer_id" is not new."customer_id" or old."field_id" is not new."field_id" or old."text" is not new."text" or old."number" is not new."number") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'own_value', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'field_id' as k, old."field_id" as v where old."field_id" is not new."field_id" union all select 'text' as k, old."text" as v where old."text" is not new."text" union all select 'number' as k, old."number" as v where old."number" is not new."number")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'field_id' as k, new."field_id" as v where old."field_id" is not new."field_id" union all select 'text' as k, new."text" as v where old."text" is not new."text" union all select 'number' as k, new."number" as v where old."number" is not new."number"))); end;

CREATE TABLE phase_change (
  id integer primary key,
  customer_id integer not null references customer (id) on delete restrict,
  from_phase text check (from_phase in ('first-contact', 'after-purchase', 'repurchase')),
  to_phase text not null check (to_phase in ('first-contact', 'after-purchase', 'repurchase')),
  day text not null,
  trigger_call text not null,
  at text not null
) strict;

CREATE INDEX phase_change_customer on phase_change (customer_id, id);

CREATE TRIGGER phase_change_is_fixed before update on phase_change begin select raise(abort, 'phase_change is append-only'); end;

CREATE TRIGGER phase_change_is_kept before delete on phase_change
  when (select value from setting where key = 'purging') is null
begin select raise(abort, 'phase_change is append-only'); end;

CREATE TABLE phase_override (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  phase text not null check (phase in ('first-contact', 'after-purchase', 'repurchase')),
  reason text not null check (reason <> ''),
  since text not null,
  -- The last day on which it holds.
  until text not null,
  created_at text not null,
  -- The first day on which it no longer holds; null while it does.
  ended_on text,
  check (until >= since)
) strict;

CREATE INDEX phase_override_customer on phase_override (customer_id, since, id);

CREATE UNIQUE INDEX phase_override_open on phase_override (customer_id) where ended_on is null;

CREATE INDEX phase_override_until on phase_override (until) where ended_on is null;

CREATE TRIGGER log_phase_override_delete after delete on phase_override when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'phase_override', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'customer_id', old."customer_id", 'phase', old."phase", 'reason', old."reason", 'since', old."since", 'until', old."until", 'created_at', old."created_at", 'ended_on', old."ended_on"), null); end;

CREATE TRIGGER log_phase_override_from after update of customer_id on phase_override
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'phase_override', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_phase_override_insert after insert on phase_override when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'phase_override', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_phase_override_update after update on phase_override when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."customer_id" is not new."customer_id" or old."phase" is not new."phase" or old."reason" is not new."reason" or old."since" is not new."since" or old."until" is not new."until" or old."created_at" is not new."created_at" or old."ended_on" is not new."ended_on") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'phase_override', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'phase' as k, old."phase" as v where old."phase" is not new."phase" union all select 'reason' as k, old."reason" as v where old."reason" is not new."reason" union all select 'since' as k, old."since" as v where old."since" is not new."since" union all select 'until' as k, old."until" as v where old."until" is not new."until" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at" union all select 'ended_on' as k, old."ended_on" as v where old."ended_on" is not new."ended_on")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'phase' as k, new."phase" as v where old."phase" is not new."phase" union all select 'reason' as k, new."reason" as v where old."reason" is not new."reason" union all select 'since' as k, new."since" as v where old."since" is not new."since" union all select 'until' as k, new."until" as v where old."until" is not new."until" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at" union all select 'ended_on' as k, new."ended_on" as v where old."ended_on" is not new."ended_on"))); end;

CREATE TABLE phase_step (
  id integer primary key,
  phase text not null check (phase in ('first-contact', 'after-purchase', 'repurchase')),
  name text not null check (name <> ''),
  position integer not null default 0,
  -- No longer offered; whoever stands on it stands without a step.
  retired_on text
) strict;

CREATE TRIGGER log_phase_step_delete after delete on phase_step when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'phase_step', old.rowid, null, 'delete', json_object('id', old."id", 'phase', old."phase", 'name', old."name", 'position', old."position", 'retired_on', old."retired_on"), null); end;

CREATE TRIGGER log_phase_step_insert after insert on phase_step when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'phase_step', new.rowid, null, 'insert', null, null); end;

CREATE TRIGGER log_phase_step_update after update on phase_step when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."phase" is not new."phase" or old."name" is not new."name" or old."position" is not new."position" or old."retired_on" is not new."retired_on") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'phase_step', new.rowid, null, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'phase' as k, old."phase" as v where old."phase" is not new."phase" union all select 'name' as k, old."name" as v where old."name" is not new."name" union all select 'position' as k, old."position" as v where old."position" is not new."position" union all select 'retired_on' as k, old."retired_on" as v where old."retired_on" is not new."retired_on")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'phase' as k, new."phase" as v where old."phase" is not new."phase" union all select 'name' as k, new."name" as v where old."name" is not new."name" union all select 'position' as k, new."position" as v where old."position" is not new."position" union all select 'retired_on' as k, new."retired_on" as v where old."retired_on" is not new."retired_on"))); end;

CREATE TABLE point_entry (
  id integer primary key,
  account_id integer not null references loyalty_account (id) on delete restrict,
  kind text not null check (kind in ('EARN', 'BONUS', 'REDEEM', 'EXPIRE', 'REV_EARN', 'REV_REDEEM', 'ADJUST', 'MERGE')),
  points integer not null check (points <> 0),
  day text not null,
  purchase_id integer references purchase (id) on delete restrict,
  -- Each entry is booked against once at most. No action: entry and counter-entry are erased in one statement.
  reverses_id integer unique references point_entry (id) on delete no action,
  base_cents integer,
  rate integer,
  reason text not null default '',
  expires_on text,
  key text not null unique,
  created_at text not null
, usable_from text, worth integer not null default 100 check (worth >= 0), tier_bp integer, lot_id integer references point_entry (id) on delete no action, rule_id integer, extra_bp integer, min_base_cents integer) strict;

CREATE INDEX point_entry_account on point_entry (account_id, id);

CREATE INDEX point_entry_expired on point_entry (day) where kind = 'EXPIRE';

CREATE INDEX point_entry_expires on point_entry (expires_on, account_id) where expires_on is not null;

CREATE INDEX point_entry_lot on point_entry (lot_id) where lot_id is not null;

CREATE INDEX point_entry_purchase on point_entry (purchase_id) where purchase_id is not null;

CREATE TRIGGER log_point_entry_delete after delete on point_entry when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'point_entry', old.rowid, (select customer_id from loyalty_account where id = old.account_id), 'delete', json_object('id', old."id", 'account_id', old."account_id", 'kind', old."kind", 'points', old."points", 'day', old."day", 'purchase_id', old."purchase_id", 'reverses_id', old."reverses_id", 'base_cents', old."base_cents", 'rate', old."rate", 'reason', old."reason", 'expires_on', old."expires_on", 'key', old."key", 'created_at', old."created_at", 'usable_from', old."usable_from", 'worth', old."worth", 'tier_bp', old."tier_bp", 'lot_id', old."lot_id", 'rule_id', old."rule_id", 'extra_bp', old."extra_bp", 'min_base_cents', old."min_base_cents"), null); end;

CREATE TRIGGER log_point_entry_from after update of account_id on point_entry
     when (select operation_id from current_operation) is not null and old."account_id" is not new."account_id" and (select customer_id from loyalty_account where id = old.account_id) is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'point_entry', new.rowid, (select customer_id from loyalty_account where id = old.account_id), 'update', json_object('account_id', old."account_id"), json_object('account_id', new."account_id")); end;

CREATE TRIGGER log_point_entry_insert after insert on point_entry when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'point_entry', new.rowid, (select customer_id from loyalty_account where id = new.account_id), 'insert', null, null); end;

CREATE TRIGGER log_point_entry_update after update on point_entry when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."account_id" is not new."account_id" or old."kind" is not new."kind" or old."points" is not new."points" or old."day" is not new."day" or old."purchase_id" is not new."purchase_id" or old."reverses_id" is not new."reverses_id" or old."base_cents" is not new."base_cents" or old."rate" is not new."rate" or old."reason" is not new."reason" or old."expires_on" is not new."expires_on" or old."key" is not new."key" or old."created_at" is not new."created_at" or old."usable_from" is not new."usable_from" or old."worth" is not new."worth" or old."tier_bp" is not new."tier_bp" or old."lot_id" is not new."lot_id" or old."rule_id" is not new."rule_id" or old."extra_bp" is not new."extra_bp" or old."min_base_cents" is not new."min_base_cents") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'point_entry', new.rowid, (select customer_id from loyalty_account where id = new.account_id), 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'account_id' as k, old."account_id" as v where old."account_id" is not new."account_id" union all select 'kind' as k, old."kind" as v where old."kind" is not new."kind" union all select 'points' as k, old."points" as v where old."points" is not new."points" union all select 'day' as k, old."day" as v where old."day" is not new."day" union all select 'purchase_id' as k, old."purchase_id" as v where old."purchase_id" is not new."purchase_id" union all select 'reverses_id' as k, old."reverses_id" as v where old."reverses_id" is not new."reverses_id" union all select 'base_cents' as k, old."base_cents" as v where old."base_cents" is not new."base_cents" union all select 'rate' as k, old."rate" as v where old."rate" is not new."rate" union all select 'reason' as k, old."reason" as v where old."reason" is not new."reason" union all select 'expires_on' as k, old."expires_on" as v where old."expires_on" is not new."expires_on" union all select 'key' as k, old."key" as v where old."key" is not new."key" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at" union all select 'usable_from' as k, old."usable_from" as v where old."usable_from" is not new."usable_from" union all select 'worth' as k, old."worth" as v where old."worth" is not new."worth" union all select 'tier_bp' as k, old."tier_bp" as v where old."tier_bp" is not new."tier_bp" union all select 'lot_id' as k, old."lot_id" as v where old."lot_id" is not new."lot_id" union all select 'rule_id' as k, old."rule_id" as v where old."rule_id" is not new."rule_id" union all select 'extra_bp' as k, old."extra_bp" as v where old."extra_bp" is not new."extra_bp" union all select 'min_base_cents' as k, old."min_base_cents" as v where old."min_base_cents" is not new."min_base_cents")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'account_id' as k, new."account_id" as v where old."account_id" is not new."account_id" union all select 'kind' as k, new."kind" as v where old."kind" is not new."kind" union all select 'points' as k, new."points" as v where old."points" is not new."points" union all select 'day' as k, new."day" as v where old."day" is not new."day" union all select 'purchase_id' as k, new."purchase_id" as v where old."purchase_id" is not new."purchase_id" union all select 'reverses_id' as k, new."reverses_id" as v where old."reverses_id" is not new."reverses_id" union all select 'base_cents' as k, new."base_cents" as v where old."base_cents" is not new."base_cents" union all select 'rate' as k, new."rate" as v where old."rate" is not new."rate" union all select 'reason' as k, new."reason" as v where old."reason" is not new."reason" union all select 'expires_on' as k, new."expires_on" as v where old."expires_on" is not new."expires_on" union all select 'key' as k, new."key" as v where old."key" is not new."key" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at" union all select 'usable_from' as k, new."usable_from" as v where old."usable_from" is not new."usable_from" union all select 'worth' as k, new."worth" as v where old."worth" is not new."worth" union all select 'tier_bp' as k, new."tier_bp" as v where old."tier_bp" is not new."tier_bp" union all select 'lot_id' as k, new."lot_id" as v where old."lot_id" is not new."lot_id" union all select 'rule_id' as k, new."rule_id" as v where old."rule_id" is not new."rule_id" union all select 'extra_bp' as k, new."extra_bp" as v where old."extra_bp" is not new."extra_bp" union all select 'min_base_cents' as k, new."min_base_cents" as v where old."min_base_cents" is not new."min_base_cents"))); end;

CREATE TRIGGER point_entry_is_fixed before update on point_entry
  when (select value from setting where key = 'purging') is null
    and not (
      new.id = old.id and new.kind = old.kind and new.points = old.points and new.day = old.day and new.key = old.key
      and new.purchase_id is old.purchase_id and new.reverses_id is old.reverses_id and new.base_cents is old.base_cents
      and new.rate is old.rate and new.reason = old.reason and new.expires_on is old.expires_on and new.created_at = old.created_at
      and new.usable_from is old.usable_from and new.worth = old.worth and new.tier_bp is old.tier_bp and new.lot_id is old.lot_id
      and new.rule_id is old.rule_id and new.extra_bp is old.extra_bp and new.min_base_cents is old.min_base_cents
      and exists (select 1 from operation where id = (select operation_id from current_operation) and call = 'customers.merge')
    )
begin select raise(abort, 'point_entry is append-only'); end;

CREATE TRIGGER point_entry_is_kept before delete on point_entry
  when (select value from setting where key = 'purging') is null
begin select raise(abort, 'point_entry is append-only'); end;

CREATE TABLE point_mark (id integer primary key check (id = 1), expired_through text, reviewed_through text) strict;

CREATE TABLE process_step (
  id integer primary key,
  level integer not null check (level between 1 and 3),
  after_days integer not null check (after_days between 0 and 365),
  -- '' while the owner has not said it in their own words; then `template` says which of the defaults it is.
  title text not null default '',
  template text not null default '',
  kind text not null check (kind in ('task', 'call', 'letter', 'email', 'message', 'visit', 'thanks')),
  minutes integer not null default 5 check (minutes between 0 and 1440),
  -- Kept for what it led to.
  retired_on text,
  created_at text not null,
  check (title <> '' or template <> '')
) strict;

CREATE INDEX process_step_order on process_step (level, after_days, id) where retired_on is null;

CREATE TRIGGER log_process_step_delete after delete on process_step when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'process_step', old.rowid, null, 'delete', json_object('id', old."id", 'level', old."level", 'after_days', old."after_days", 'title', old."title", 'template', old."template", 'kind', old."kind", 'minutes', old."minutes", 'retired_on', old."retired_on", 'created_at', old."created_at"), null); end;

CREATE TRIGGER log_process_step_insert after insert on process_step when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'process_step', new.rowid, null, 'insert', null, null); end;

CREATE TRIGGER log_process_step_update after update on process_step when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."level" is not new."level" or old."after_days" is not new."after_days" or old."title" is not new."title" or old."template" is not new."template" or old."kind" is not new."kind" or old."minutes" is not new."minutes" or old."retired_on" is not new."retired_on" or old."created_at" is not new."created_at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'process_step', new.rowid, null, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'level' as k, old."level" as v where old."level" is not new."level" union all select 'after_days' as k, old."after_days" as v where old."after_days" is not new."after_days" union all select 'title' as k, old."title" as v where old."title" is not new."title" union all select 'template' as k, old."template" as v where old."template" is not new."template" union all select 'kind' as k, old."kind" as v where old."kind" is not new."kind" union all select 'minutes' as k, old."minutes" as v where old."minutes" is not new."minutes" union all select 'retired_on' as k, old."retired_on" as v where old."retired_on" is not new."retired_on" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'level' as k, new."level" as v where old."level" is not new."level" union all select 'after_days' as k, new."after_days" as v where old."after_days" is not new."after_days" union all select 'title' as k, new."title" as v where old."title" is not new."title" union all select 'template' as k, new."template" as v where old."template" is not new."template" union all select 'kind' as k, new."kind" as v where old."kind" is not new."kind" union all select 'minutes' as k, new."minutes" as v where old."minutes" is not new."minutes" union all select 'retired_on' as k, new."retired_on" as v where old."retired_on" is not new."retired_on" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at"))); end;

CREATE TABLE programme_version (
  id integer primary key,
  since text not null,
  points_per_euro integer not null,
  point_years integer not null,
  point_worth integer not null,
  point_minimum integer not null,
  point_pending_days integer not null
) strict;

CREATE TABLE "purchase" (
  id integer primary key,
  -- Null: a sale of the till whose customer nobody knows.
  customer_id integer references customer (id) on delete restrict,
  kind text not null default 'purchase' check (kind in ('purchase', 'return')),
  -- The receipt that a return takes goods back from; null when it is not known.
  returns_id integer references purchase (id) on delete restrict,
  day text not null,
  -- Whose purchase day it counts on (domain.md G3): its own; for a return that of the purchase it returns.
  counts_on text not null,
  -- Net of discounts; a return's is negative, so that every sum is net of returns.
  total_cents integer not null check ((kind = 'purchase' and total_cents >= 0) or (kind = 'return' and total_cents <= 0)),
  -- Before discounts, same sign.
  list_cents integer not null,
  discount_reason text not null default '',
  channel text not null default 'shop' check (channel in ('shop', 'phone', 'online', 'other')),
  staff_id integer references staff (id) on delete set null,
  receipt_no text not null default '',
  note text not null default '',
  import_id integer references import_run (id) on delete set null,
  -- What the till's file said about a customer who was not found.
  customer_hint text not null default '',
  created_at text not null,
  -- Taken out again: the row stays, because points were booked on it.
  voided_at text,
  check (kind = 'return' or returns_id is null)
) strict;

CREATE INDEX purchase_customer on purchase (customer_id, counts_on, id, total_cents, voided_at);

CREATE INDEX purchase_day on purchase (counts_on, customer_id, total_cents) where voided_at is null;

CREATE INDEX purchase_hint on purchase (customer_hint, customer_id) where customer_hint <> '' and customer_id is not null;

CREATE INDEX purchase_import on purchase (import_id) where import_id is not null;

CREATE INDEX purchase_receipt on purchase (receipt_no, day) where receipt_no <> '';

CREATE INDEX purchase_returns on purchase (returns_id) where returns_id is not null;

CREATE INDEX purchase_staff on purchase (staff_id) where staff_id is not null;

CREATE INDEX purchase_till_day on purchase (day, customer_id, kind, total_cents, voided_at) where voided_at is null;

CREATE INDEX purchase_unknown on purchase (customer_hint, day, id, total_cents) where customer_id is null and voided_at is null;

CREATE TRIGGER log_purchase_delete after delete on purchase when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'purchase', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'customer_id', old."customer_id", 'kind', old."kind", 'returns_id', old."returns_id", 'day', old."day", 'counts_on', old."counts_on", 'total_cents', old."total_cents", 'list_cents', old."list_cents", 'discount_reason', old."discount_reason", 'channel', old."channel", 'staff_id', old."staff_id", 'receipt_no', old."receipt_no", 'note', old."note", 'import_id', old."import_id", 'customer_hint', old."customer_hint", 'created_at', old."created_at", 'voided_at', old."voided_at"), null); end;

CREATE TRIGGER log_purchase_from after update of customer_id on purchase
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'purchase', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_purchase_insert after insert on purchase when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'purchase', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_purchase_update after update on purchase when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."customer_id" is not new."customer_id" or old."kind" is not new."kind" or old."returns_id" is not new."returns_id" or old."day" is not new."day" or old."counts_on" is not new."counts_on" or old."total_cents" is not new."total_cents" or old."list_cents" is not new."list_cents" or old."discount_reason" is not new."discount_reason" or old."channel" is not new."channel" or old."staff_id" is not new."staff_id" or old."receipt_no" is not new."receipt_no" or old."note" is not new."note" or old."import_id" is not new."import_id" or old."customer_hint" is not new."customer_hint" or old."created_at" is not new."created_at" or old."voided_at" is not new."voided_at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'purchase', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'kind' as k, old."kind" as v where old."kind" is not new."kind" union all select 'returns_id' as k, old."returns_id" as v where old."returns_id" is not new."returns_id" union all select 'day' as k, old."day" as v where old."day" is not new."day" union all select 'counts_on' as k, old."counts_on" as v where old."counts_on" is not new."counts_on" union all select 'total_cents' as k, old."total_cents" as v where old."total_cents" is not new."total_cents" union all select 'list_cents' as k, old."list_cents" as v where old."list_cents" is not new."list_cents" union all select 'discount_reason' as k, old."discount_reason" as v where old."discount_reason" is not new."discount_reason" union all select 'channel' as k, old."channel" as v where old."channel" is not new."channel" union all select 'staff_id' as k, old."staff_id" as v where old."staff_id" is not new."staff_id" union all select 'receipt_no' as k, old."receipt_no" as v where old."receipt_no" is not new."receipt_no" union all select 'note' as k, old."note" as v where old."note" is not new."note" union all select 'import_id' as k, old."import_id" as v where old."import_id" is not new."import_id" union all select 'customer_hint' as k, old."customer_hint" as v where old."customer_hint" is not new."customer_hint" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at" union all select 'voided_at' as k, old."voided_at" as v where old."voided_at" is not new."voided_at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'kind' as k, new."kind" as v where old."kind" is not new."kind" union all select 'returns_id' as k, new."returns_id" as v where old."returns_id" is not new."returns_id" union all select 'day' as k, new."day" as v where old."day" is not new."day" union all select 'counts_on' as k, new."counts_on" as v where old."counts_on" is not new."counts_on" union all select 'total_cents' as k, new."total_cents" as v where old."total_cents" is not new."total_cents" union all select 'list_cents' as k, new."list_cents" as v where old."list_cents" is not new."list_cents" union all select 'discount_reason' as k, new."discount_reason" as v where old."discount_reason" is not new."discount_reason" union all select 'channel' as k, new."channel" as v where old."channel" is not new."channel" union all select 'staff_id' as k, new."staff_id" as v where old."staff_id" is not new."staff_id" union all select 'receipt_no' as k, new."receipt_no" as v where old."receipt_no" is not new."receipt_no" union all select 'note' as k, new."note" as v where old."note" is not new."note" union all select 'import_id' as k, new."import_id" as v where old."import_id" is not new."import_id" union all select 'customer_hint' as k, new."customer_hint" as v where old."customer_hint" is not new."customer_hint" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at" union all select 'voided_at' as k, new."voided_at" as v where old."voided_at" is not new."voided_at"))); end;

CREATE TRIGGER purchase_is_kept before delete on purchase
  when (select value from setting where key = 'purging') is null
begin select raise(abort, 'purchase is append-only'); end;

CREATE TABLE purchase_line (
  id integer primary key,
  purchase_id integer not null references purchase (id) on delete cascade,
  position integer not null,
  article_id integer references article (id) on delete set null,
  text text not null default '',
  -- Thousandths; negative on a line that takes goods back.
  quantity_milli integer not null,
  unit_cents integer not null check (unit_cents >= 0),
  -- Same sign as the quantity.
  discount_cents integer not null default 0,
  net_cents integer not null,
  vat_bp integer check (vat_bp between 0 and 10000),
  -- The line that a line of a return takes goods back from.
  returns_line_id integer references purchase_line (id) on delete set null
, earns_points integer not null default 1 check (earns_points in (0, 1))) strict;

CREATE INDEX purchase_line_article on purchase_line (article_id, purchase_id) where article_id is not null;

CREATE INDEX purchase_line_purchase on purchase_line (purchase_id, position, article_id, quantity_milli);

CREATE INDEX purchase_line_returns on purchase_line (returns_line_id) where returns_line_id is not null;

CREATE TRIGGER log_purchase_line_update after update on purchase_line when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."purchase_id" is not new."purchase_id" or old."position" is not new."position" or old."article_id" is not new."article_id" or old."text" is not new."text" or old."quantity_milli" is not new."quantity_milli" or old."unit_cents" is not new."unit_cents" or old."discount_cents" is not new."discount_cents" or old."net_cents" is not new."net_cents" or old."vat_bp" is not new."vat_bp" or old."returns_line_id" is not new."returns_line_id" or old."earns_points" is not new."earns_points") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'purchase_line', new.rowid, (select customer_id from purchase where id = new.purchase_id), 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'purchase_id' as k, old."purchase_id" as v where old."purchase_id" is not new."purchase_id" union all select 'position' as k, old."position" as v where old."position" is not new."position" union all select 'article_id' as k, old."article_id" as v where old."article_id" is not new."article_id" union all select 'text' as k, old."text" as v where old."text" is not new."text" union all select 'quantity_milli' as k, old."quantity_milli" as v where old."quantity_milli" is not new."quantity_milli" union all select 'unit_cents' as k, old."unit_cents" as v where old."unit_cents" is not new."unit_cents" union all select 'discount_cents' as k, old."discount_cents" as v where old."discount_cents" is not new."discount_cents" union all select 'net_cents' as k, old."net_cents" as v where old."net_cents" is not new."net_cents" union all select 'vat_bp' as k, old."vat_bp" as v where old."vat_bp" is not new."vat_bp" union all select 'returns_line_id' as k, old."returns_line_id" as v where old."returns_line_id" is not new."returns_line_id" union all select 'earns_points' as k, old."earns_points" as v where old."earns_points" is not new."earns_points")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'purchase_id' as k, new."purchase_id" as v where old."purchase_id" is not new."purchase_id" union all select 'position' as k, new."position" as v where old."position" is not new."position" union all select 'article_id' as k, new."article_id" as v where old."article_id" is not new."article_id" union all select 'text' as k, new."text" as v where old."text" is not new."text" union all select 'quantity_milli' as k, new."quantity_milli" as v where old."quantity_milli" is not new."quantity_milli" union all select 'unit_cents' as k, new."unit_cents" as v where old."unit_cents" is not new."unit_cents" union all select 'discount_cents' as k, new."discount_cents" as v where old."discount_cents" is not new."discount_cents" union all select 'net_cents' as k, new."net_cents" as v where old."net_cents" is not new."net_cents" union all select 'vat_bp' as k, new."vat_bp" as v where old."vat_bp" is not new."vat_bp" union all select 'returns_line_id' as k, new."returns_line_id" as v where old."returns_line_id" is not new."returns_line_id" union all select 'earns_points' as k, new."earns_points" as v where old."earns_points" is not new."earns_points"))); end;

CREATE TABLE purchase_reduction (
  id integer primary key,
  purchase_id integer not null references purchase (id) on delete cascade,
  line_id integer references purchase_line (id) on delete cascade,
  kind text not null check (kind in ('points', 'voucher')),
  -- The entry of the ledger, or the use of the voucher.
  source_id integer not null,
  cents integer not null check (cents > 0)
) strict;

CREATE INDEX purchase_reduction_line on purchase_reduction (line_id) where line_id is not null;

CREATE INDEX purchase_reduction_purchase on purchase_reduction (purchase_id);

CREATE INDEX purchase_reduction_source on purchase_reduction (source_id);

CREATE TRIGGER log_purchase_reduction_delete after delete on purchase_reduction when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'purchase_reduction', old.rowid, (select customer_id from purchase where id = old.purchase_id), 'delete', json_object('id', old."id", 'purchase_id', old."purchase_id", 'line_id', old."line_id", 'kind', old."kind", 'source_id', old."source_id", 'cents', old."cents"), null); end;

CREATE TRIGGER log_purchase_reduction_from after update of purchase_id on purchase_reduction
     when (select operation_id from current_operation) is not null and old."purchase_id" is not new."purchase_id" and (select customer_id from purchase where id = old.purchase_id) is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'purchase_reduction', new.rowid, (select customer_id from purchase where id = old.purchase_id), 'update', json_object('purchase_id', old."purchase_id"), json_object('purchase_id', new."purchase_id")); end;

CREATE TRIGGER log_purchase_reduction_insert after insert on purchase_reduction when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'purchase_reduction', new.rowid, (select customer_id from purchase where id = new.purchase_id), 'insert', null, null); end;

CREATE TRIGGER log_purchase_reduction_update after update on purchase_reduction when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."purchase_id" is not new."purchase_id" or old."line_id" is not new."line_id" or old."kind" is not new."kind" or old."source_id" is not new."source_id" or old."cents" is not new."cents") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'purchase_reduction', new.rowid, (select customer_id from purchase where id = new.purchase_id), 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'purchase_id' as k, old."purchase_id" as v where old."purchase_id" is not new."purchase_id" union all select 'line_id' as k, old."line_id" as v where old."line_id" is not new."line_id" union all select 'kind' as k, old."kind" as v where old."kind" is not new."kind" union all select 'source_id' as k, old."source_id" as v where old."source_id" is not new."source_id" union all select 'cents' as k, old."cents" as v where old."cents" is not new."cents")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'purchase_id' as k, new."purchase_id" as v where old."purchase_id" is not new."purchase_id" union all select 'line_id' as k, new."line_id" as v where old."line_id" is not new."line_id" union all select 'kind' as k, new."kind" as v where old."kind" is not new."kind" union all select 'source_id' as k, new."source_id" as v where old."source_id" is not new."source_id" union all select 'cents' as k, new."cents" as v where old."cents" is not new."cents"))); end;

CREATE TABLE recurring_rule (
  id integer primary key,
  customer_id integer references customer (id) on delete cascade,
  title text not null check (title <> ''),
  note text not null default '',
  kind text not null default 'task' check (kind in ('task', 'call', 'letter', 'email', 'message', 'visit', 'thanks')),
  minutes integer not null default 5 check (minutes between 0 and 1440),
  area text not null default '',
  staff_id integer references staff (id) on delete set null,
  -- Every occurrence is counted from the first of its days from here on, never from the one before.
  starts_on text not null,
  every integer not null check (every between 1 and 99),
  unit text not null check (unit in ('day', 'week', 'month', 'year')),
  -- Monday is 1; null: the weekday of the first day.
  weekday integer check (weekday is null or (unit = 'week' and weekday between 1 and 7)),
  -- 31 is the last day of every month; null: the day of the first day.
  month_day integer check (month_day is null or (unit = 'month' and month_day between 1 and 31)),
  -- The last day on which it may fall due; null: no end.
  ends_on text,
  -- Given up on that day.
  ended_on text,
  created_at text not null
) strict;

CREATE INDEX recurring_rule_customer on recurring_rule (customer_id) where customer_id is not null;

CREATE INDEX recurring_rule_staff on recurring_rule (staff_id) where staff_id is not null;

CREATE TRIGGER log_recurring_rule_delete after delete on recurring_rule when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'recurring_rule', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'customer_id', old."customer_id", 'title', old."title", 'note', old."note", 'kind', old."kind", 'minutes', old."minutes", 'area', old."area", 'staff_id', old."staff_id", 'starts_on', old."starts_on", 'every', old."every", 'unit', old."unit", 'weekday', old."weekday", 'month_day', old."month_day", 'ends_on', old."ends_on", 'ended_on', old."ended_on", 'created_at', old."created_at"), null); end;

CREATE TRIGGER log_recurring_rule_from after update of customer_id on recurring_rule
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'recurring_rule', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_recurring_rule_insert after insert on recurring_rule when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'recurring_rule', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_recurring_rule_update after update on recurring_rule when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."customer_id" is not new."customer_id" or old."title" is not new."title" or old."note" is not new."note" or old."kind" is not new."kind" or old."minutes" is not new."minutes" or old."area" is not new."area" or old."staff_id" is not new."staff_id" or old."starts_on" is not new."starts_on" or old."every" is not new."every" or old."unit" is not new."unit" or old."weekday" is not new."weekday" or old."month_day" is not new."month_day" or old."ends_on" is not new."ends_on" or old."ended_on" is not new."ended_on" or old."created_at" is not new."created_at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'recurring_rule', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'title' as k, old."title" as v where old."title" is not new."title" union all select 'note' as k, old."note" as v where old."note" is not new."note" union all select 'kind' as k, old."kind" as v where old."kind" is not new."kind" union all select 'minutes' as k, old."minutes" as v where old."minutes" is not new."minutes" union all select 'area' as k, old."area" as v where old."area" is not new."area" union all select 'staff_id' as k, old."staff_id" as v where old."staff_id" is not new."staff_id" union all select 'starts_on' as k, old."starts_on" as v where old."starts_on" is not new."starts_on" union all select 'every' as k, old."every" as v where old."every" is not new."every" union all select 'unit' as k, old."unit" as v where old."unit" is not new."unit" union all select 'weekday' as k, old."weekday" as v where old."weekday" is not new."weekday" union all select 'month_day' as k, old."month_day" as v where old."month_day" is not new."month_day" union all select 'ends_on' as k, old."ends_on" as v where old."ends_on" is not new."ends_on" union all select 'ended_on' as k, old."ended_on" as v where old."ended_on" is not new."ended_on" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'title' as k, new."title" as v where old."title" is not new."title" union all select 'note' as k, new."note" as v where old."note" is not new."note" union all select 'kind' as k, new."kind" as v where old."kind" is not new."kind" union all select 'minutes' as k, new."minutes" as v where old."minutes" is not new."minutes" union all select 'area' as k, new."area" as v where old."area" is not new."area" union all select 'staff_id' as k, new."staff_id" as v where old."staff_id" is not new."staff_id" union all select 'starts_on' as k, new."starts_on" as v where old."starts_on" is not new."starts_on" union all select 'every' as k, new."every" as v where old."every" is not new."every" union all select 'unit' as k, new."unit" as v where old."unit" is not new."unit" union all select 'weekday' as k, new."weekday" as v where old."weekday" is not new."weekday" union all select 'month_day' as k, new."month_day" as v where old."month_day" is not new."month_day" union all select 'ends_on' as k, new."ends_on" as v where old."ends_on" is not new."ends_on" union all select 'ended_on' as k, new."ended_on" as v where old."ended_on" is not new."ended_on" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at"))); end;

CREATE TABLE relation (
  id integer primary key,
  a_id integer not null references customer (id) on delete cascade,
  b_id integer not null references customer (id) on delete cascade,
  kind text not null check (kind in ('household', 'family', 'firm', 'free')),
  label text not null default '',
  reverse_label text not null default '',
  created_at text not null,
  check (a_id <> b_id)
) strict;

CREATE INDEX relation_a on relation (a_id, kind);

CREATE INDEX relation_b on relation (b_id, kind);

CREATE TRIGGER log_relation_delete after delete on relation when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'relation', old.rowid, old.a_id, 'delete', json_object('id', old."id", 'a_id', old."a_id", 'b_id', old."b_id", 'kind', old."kind", 'label', old."label", 'reverse_label', old."reverse_label", 'created_at', old."created_at"), null); end;

CREATE TRIGGER log_relation_from after update of a_id on relation
     when (select operation_id from current_operation) is not null and old."a_id" is not new."a_id" and old.a_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'relation', new.rowid, old.a_id, 'update', json_object('a_id', old."a_id"), json_object('a_id', new."a_id")); end;

CREATE TRIGGER log_relation_insert after insert on relation when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'relation', new.rowid, new.a_id, 'insert', null, null); end;

CREATE TRIGGER log_relation_update after update on relation when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."a_id" is not new."a_id" or old."b_id" is not new."b_id" or old."kind" is not new."kind" or old."label" is not new."label" or old."reverse_label" is not new."reverse_label" or old."created_at" is not new."created_at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'relation', new.rowid, new.a_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'a_id' as k, old."a_id" as v where old."a_id" is not new."a_id" union all select 'b_id' as k, old."b_id" as v where old."b_id" is not new."b_id" union all select 'kind' as k, old."kind" as v where old."kind" is not new."kind" union all select 'label' as k, old."label" as v where old."label" is not new."label" union all select 'reverse_label' as k, old."reverse_label" as v where old."reverse_label" is not new."reverse_label" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'a_id' as k, new."a_id" as v where old."a_id" is not new."a_id" union all select 'b_id' as k, new."b_id" as v where old."b_id" is not new."b_id" union all select 'kind' as k, new."kind" as v where old."kind" is not new."kind" union all select 'label' as k, new."label" as v where old."label" is not new."label" union all select 'reverse_label' as k, new."reverse_label" as v where old."reverse_label" is not new."reverse_label" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at"))); end;

CREATE TABLE saved_view (
  id integer primary key,
  name text not null check (name <> ''),
  -- The conditions as they were written, also those whose field is gone.
  filter text not null check (json_valid(filter)),
  columns text not null default '[]' check (json_valid(columns)),
  sort text not null default 'name',
  descending integer not null default 0 check (descending in (0, 1)),
  group_by text,
  density text not null default 'normal' check (density in ('compact', 'normal', 'comfortable')),
  position integer not null,
  created_at text not null
) strict;

CREATE TRIGGER log_saved_view_delete after delete on saved_view when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'saved_view', old.rowid, null, 'delete', json_object('id', old."id", 'name', old."name", 'filter', old."filter", 'columns', old."columns", 'sort', old."sort", 'descending', old."descending", 'group_by', old."group_by", 'density', old."density", 'position', old."position", 'created_at', old."created_at"), null); end;

CREATE TRIGGER log_saved_view_insert after insert on saved_view when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'saved_view', new.rowid, null, 'insert', null, null); end;

CREATE TRIGGER log_saved_view_update after update on saved_view when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."name" is not new."name" or old."filter" is not new."filter" or old."columns" is not new."columns" or old."sort" is not new."sort" or old."descending" is not new."descending" or old."group_by" is not new."group_by" or old."density" is not new."density" or old."position" is not new."position" or old."created_at" is not new."created_at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'saved_view', new.rowid, null, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'name' as k, old."name" as v where old."name" is not new."name" union all select 'filter' as k, old."filter" as v where old."filter" is not new."filter" union all select 'columns' as k, old."columns" as v where old."columns" is not new."columns" union all select 'sort' as k, old."sort" as v where old."sort" is not new."sort" union all select 'descending' as k, old."descending" as v where old."descending" is not new."descending" union all select 'group_by' as k, old."group_by" as v where old."group_by" is not new."group_by" union all select 'density' as k, old."density" as v where old."density" is not new."density" union all select 'position' as k, old."position" as v where old."position" is not new."position" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'name' as k, new."name" as v where old."name" is not new."name" union all select 'filter' as k, new."filter" as v where old."filter" is not new."filter" union all select 'columns' as k, new."columns" as v where old."columns" is not new."columns" union all select 'sort' as k, new."sort" as v where old."sort" is not new."sort" union all select 'descending' as k, new."descending" as v where old."descending" is not new."descending" union all select 'group_by' as k, new."group_by" as v where old."group_by" is not new."group_by" union all select 'density' as k, new."density" as v where old."density" is not new."density" union all select 'position' as k, new."position" as v where old."position" is not new."position" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at"))); end;

CREATE TABLE setting (
  id integer primary key,
  key text not null unique,
  value text not null check (json_valid(value))
) strict;

CREATE TRIGGER log_setting_delete after delete on setting when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'setting', old.rowid, null, 'delete', json_object('id', old."id", 'key', old."key", 'value', old."value"), null); end;

CREATE TRIGGER log_setting_insert after insert on setting when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'setting', new.rowid, null, 'insert', null, null); end;

CREATE TRIGGER log_setting_update after update on setting when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."key" is not new."key" or old."value" is not new."value") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'setting', new.rowid, null, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'key' as k, old."key" as v where old."key" is not new."key" union all select 'value' as k, old."value" as v where old."value" is not new."value")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'key' as k, new."key" as v where old."key" is not new."key" union all select 'value' as k, new."value" as v where old."value" is not new."value"))); end;

CREATE TABLE staff (
  id integer primary key,
  name text not null unique check (name <> ''),
  position integer not null default 0,
  -- Whoever has left keeps the past and is no longer offered.
  left_on text,
  created_at text not null
) strict;

CREATE TRIGGER log_staff_delete after delete on staff when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'staff', old.rowid, null, 'delete', json_object('id', old."id", 'name', old."name", 'position', old."position", 'left_on', old."left_on", 'created_at', old."created_at"), null); end;

CREATE TRIGGER log_staff_insert after insert on staff when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'staff', new.rowid, null, 'insert', null, null); end;

CREATE TRIGGER log_staff_update after update on staff when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."name" is not new."name" or old."position" is not new."position" or old."left_on" is not new."left_on" or old."created_at" is not new."created_at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'staff', new.rowid, null, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'name' as k, old."name" as v where old."name" is not new."name" union all select 'position' as k, old."position" as v where old."position" is not new."position" union all select 'left_on' as k, old."left_on" as v where old."left_on" is not new."left_on" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'name' as k, new."name" as v where old."name" is not new."name" union all select 'position' as k, new."position" as v where old."position" is not new."position" union all select 'left_on' as k, new."left_on" as v where old."left_on" is not new."left_on" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at"))); end;

CREATE TABLE tag (
  id integer primary key,
  name text not null unique check (name <> ''),
  color text not null check (color in ('grey', 'berry', 'violet', 'blue', 'green', 'yellow', 'orange', 'red'))
, care_days integer check (care_days between 1 and 3650)) strict;

CREATE TRIGGER log_tag_delete after delete on tag when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'tag', old.rowid, null, 'delete', json_object('id', old."id", 'name', old."name", 'color', old."color", 'care_days', old."care_days"), null); end;

CREATE TRIGGER log_tag_insert after insert on tag when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'tag', new.rowid, null, 'insert', null, null); end;

CREATE TRIGGER log_tag_update after update on tag when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."name" is not new."name" or old."color" is not new."color" or old."care_days" is not new."care_days") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'tag', new.rowid, null, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'name' as k, old."name" as v where old."name" is not new."name" union all select 'color' as k, old."color" as v where old."color" is not new."color" union all select 'care_days' as k, old."care_days" as v where old."care_days" is not new."care_days")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'name' as k, new."name" as v where old."name" is not new."name" union all select 'color' as k, new."color" as v where old."color" is not new."color" union all select 'care_days' as k, new."care_days" as v where old."care_days" is not new."care_days"))); end;

CREATE TABLE task (
  id integer primary key,
  customer_id integer references customer (id) on delete cascade,
  title text not null check (title <> ''),
  due_on text,
  note text not null default '',
  done_on text,
  created_at text not null
, minutes integer not null default 5 check (minutes between 0 and 1440), area text not null default '', staff_id integer references staff (id) on delete set null, outcome text not null default '', kind text not null default 'task' check (kind in ('task', 'call', 'letter', 'email', 'message', 'visit', 'thanks')), source text not null default 'owner' check (source in ('owner', 'rule', 'reassurance', 'demand', 'care', 'case', 'contact')), source_key text, purchase_id integer references purchase (id) on delete set null, case_id integer references case_file (id) on delete set null, rule_id integer references recurring_rule (id) on delete set null, rule_day text) strict;

CREATE INDEX task_area on task (area) where done_on is null and area <> '';

CREATE INDEX task_case on task (case_id) where case_id is not null;

CREATE INDEX task_customer on task (customer_id, done_on, due_on) where customer_id is not null;

CREATE INDEX task_done on task (done_on desc, id desc) where done_on is not null;

CREATE INDEX task_open on task (due_on is null, due_on, id) where done_on is null;

CREATE INDEX task_purchase on task (purchase_id) where purchase_id is not null;

CREATE INDEX task_rule on task (rule_id, rule_day) where rule_id is not null;

CREATE UNIQUE INDEX task_source_key on task (source_key) where source_key is not null;

CREATE INDEX task_staff on task (staff_id) where staff_id is not null;

CREATE TRIGGER log_task_delete after delete on task when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'task', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'customer_id', old."customer_id", 'title', old."title", 'due_on', old."due_on", 'note', old."note", 'done_on', old."done_on", 'created_at', old."created_at", 'minutes', old."minutes", 'area', old."area", 'staff_id', old."staff_id", 'outcome', old."outcome", 'kind', old."kind", 'source', old."source", 'source_key', old."source_key", 'purchase_id', old."purchase_id", 'case_id', old."case_id", 'rule_id', old."rule_id", 'rule_day', old."rule_day"), null); end;

CREATE TRIGGER log_task_from after update of customer_id on task
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'task', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_task_insert after insert on task when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'task', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_task_update after update on task when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."customer_id" is not new."customer_id" or old."title" is not new."title" or old."due_on" is not new."due_on" or old."note" is not new."note" or old."done_on" is not new."done_on" or old."created_at" is not new."created_at" or old."minutes" is not new."minutes" or old."area" is not new."area" or old."staff_id" is not new."staff_id" or old."outcome" is not new."outcome" or old."kind" is not new."kind" or old."source" is not new."source" or old."source_key" is not new."source_key" or old."purchase_id" is not new."purchase_id" or old."case_id" is not new."case_id" or old."rule_id" is not new."rule_id" or old."rule_day" is not new."rule_day") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'task', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'title' as k, old."title" as v where old."title" is not new."title" union all select 'due_on' as k, old."due_on" as v where old."due_on" is not new."due_on" union all select 'note' as k, old."note" as v where old."note" is not new."note" union all select 'done_on' as k, old."done_on" as v where old."done_on" is not new."done_on" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at" union all select 'minutes' as k, old."minutes" as v where old."minutes" is not new."minutes" union all select 'area' as k, old."area" as v where old."area" is not new."area" union all select 'staff_id' as k, old."staff_id" as v where old."staff_id" is not new."staff_id" union all select 'outcome' as k, old."outcome" as v where old."outcome" is not new."outcome" union all select 'kind' as k, old."kind" as v where old."kind" is not new."kind" union all select 'source' as k, old."source" as v where old."source" is not new."source" union all select 'source_key' as k, old."source_key" as v where old."source_key" is not new."source_key" union all select 'purchase_id' as k, old."purchase_id" as v where old."purchase_id" is not new."purchase_id" union all select 'case_id' as k, old."case_id" as v where old."case_id" is not new."case_id" union all select 'rule_id' as k, old."rule_id" as v where old."rule_id" is not new."rule_id" union all select 'rule_day' as k, old."rule_day" as v where old."rule_day" is not new."rule_day")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'title' as k, new."title" as v where old."title" is not new."title" union all select 'due_on' as k, new."due_on" as v where old."due_on" is not new."due_on" union all select 'note' as k, new."note" as v where old."note" is not new."note" union all select 'done_on' as k, new."done_on" as v where old."done_on" is not new."done_on" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at" union all select 'minutes' as k, new."minutes" as v where old."minutes" is not new."minutes" union all select 'area' as k, new."area" as v where old."area" is not new."area" union all select 'staff_id' as k, new."staff_id" as v where old."staff_id" is not new."staff_id" union all select 'outcome' as k, new."outcome" as v where old."outcome" is not new."outcome" union all select 'kind' as k, new."kind" as v where old."kind" is not new."kind" union all select 'source' as k, new."source" as v where old."source" is not new."source" union all select 'source_key' as k, new."source_key" as v where old."source_key" is not new."source_key" union all select 'purchase_id' as k, new."purchase_id" as v where old."purchase_id" is not new."purchase_id" union all select 'case_id' as k, new."case_id" as v where old."case_id" is not new."case_id" union all select 'rule_id' as k, new."rule_id" as v where old."rule_id" is not new."rule_id" union all select 'rule_day' as k, new."rule_day" as v where old."rule_day" is not new."rule_day"))); end;

CREATE TABLE task_snooze (
  id integer primary key,
  task_id integer not null references task (id) on delete cascade,
  day text not null,
  -- When it was due until then; null: on no day.
  due_before text,
  until text not null,
  reason text not null default '',
  created_at text not null
) strict;

CREATE INDEX task_snooze_task on task_snooze (task_id, id);

CREATE TRIGGER log_task_snooze_delete after delete on task_snooze when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'task_snooze', old.rowid, (select customer_id from task where id = old.task_id), 'delete', json_object('id', old."id", 'task_id', old."task_id", 'day', old."day", 'due_before', old."due_before", 'until', old."until", 'reason', old."reason", 'created_at', old."created_at"), null); end;

CREATE TRIGGER log_task_snooze_from after update of task_id on task_snooze
     when (select operation_id from current_operation) is not null and old."task_id" is not new."task_id" and (select customer_id from task where id = old.task_id) is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'task_snooze', new.rowid, (select customer_id from task where id = old.task_id), 'update', json_object('task_id', old."task_id"), json_object('task_id', new."task_id")); end;

CREATE TRIGGER log_task_snooze_insert after insert on task_snooze when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'task_snooze', new.rowid, (select customer_id from task where id = new.task_id), 'insert', null, null); end;

CREATE TRIGGER log_task_snooze_update after update on task_snooze when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."task_id" is not new."task_id" or old."day" is not new."day" or old."due_before" is not new."due_before" or old."until" is not new."until" or old."reason" is not new."reason" or old."created_at" is not new."created_at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'task_snooze', new.rowid, (select customer_id from task where id = new.task_id), 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'task_id' as k, old."task_id" as v where old."task_id" is not new."task_id" union all select 'day' as k, old."day" as v where old."day" is not new."day" union all select 'due_before' as k, old."due_before" as v where old."due_before" is not new."due_before" union all select 'until' as k, old."until" as v where old."until" is not new."until" union all select 'reason' as k, old."reason" as v where old."reason" is not new."reason" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'task_id' as k, new."task_id" as v where old."task_id" is not new."task_id" union all select 'day' as k, new."day" as v where old."day" is not new."day" union all select 'due_before' as k, new."due_before" as v where old."due_before" is not new."due_before" union all select 'until' as k, new."until" as v where old."until" is not new."until" union all select 'reason' as k, new."reason" as v where old."reason" is not new."reason" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at"))); end;

CREATE TABLE text_block (
  id integer primary key,
  name text not null unique collate nocase check (name <> ''),
  channel text not null default 'any' check (channel in ('email', 'letter', 'phone', 'any')),
  -- Null: fits everybody.
  phase text check (phase in ('first-contact', 'after-purchase', 'repurchase')),
  purpose text not null default 'advertising' check (purpose in ('advertising', 'birthday', 'rating', 'contract')),
  subject text not null default '',
  body text not null check (body <> ''),
  -- For those to whom the shop says Du; empty: the formal text serves them as well.
  informal_body text not null default '',
  created_at text not null
) strict;

CREATE TRIGGER log_text_block_delete after delete on text_block when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'text_block', old.rowid, null, 'delete', json_object('id', old."id", 'name', old."name", 'channel', old."channel", 'phase', old."phase", 'purpose', old."purpose", 'subject', old."subject", 'body', old."body", 'informal_body', old."informal_body", 'created_at', old."created_at"), null); end;

CREATE TRIGGER log_text_block_insert after insert on text_block when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'text_block', new.rowid, null, 'insert', null, null); end;

CREATE TRIGGER log_text_block_update after update on text_block when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."name" is not new."name" or old."channel" is not new."channel" or old."phase" is not new."phase" or old."purpose" is not new."purpose" or old."subject" is not new."subject" or old."body" is not new."body" or old."informal_body" is not new."informal_body" or old."created_at" is not new."created_at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'text_block', new.rowid, null, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'name' as k, old."name" as v where old."name" is not new."name" union all select 'channel' as k, old."channel" as v where old."channel" is not new."channel" union all select 'phase' as k, old."phase" as v where old."phase" is not new."phase" union all select 'purpose' as k, old."purpose" as v where old."purpose" is not new."purpose" union all select 'subject' as k, old."subject" as v where old."subject" is not new."subject" union all select 'body' as k, old."body" as v where old."body" is not new."body" union all select 'informal_body' as k, old."informal_body" as v where old."informal_body" is not new."informal_body" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'name' as k, new."name" as v where old."name" is not new."name" union all select 'channel' as k, new."channel" as v where old."channel" is not new."channel" union all select 'phase' as k, new."phase" as v where old."phase" is not new."phase" union all select 'purpose' as k, new."purpose" as v where old."purpose" is not new."purpose" union all select 'subject' as k, new."subject" as v where old."subject" is not new."subject" union all select 'body' as k, new."body" as v where old."body" is not new."body" union all select 'informal_body' as k, new."informal_body" as v where old."informal_body" is not new."informal_body" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at"))); end;

CREATE TABLE tier (
  id integer primary key,
  name text not null check (name <> ''),
  -- Reached from this eligible net of twelve months on, itself included.
  limit_cents integer not null check (limit_cents > 0),
  multiplier_bp integer not null check (multiplier_bp between 10000 and 100000),
  retired_on text
) strict;

CREATE UNIQUE INDEX tier_limit on tier (limit_cents) where retired_on is null;

CREATE TRIGGER log_tier_delete after delete on tier when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'tier', old.rowid, null, 'delete', json_object('id', old."id", 'name', old."name", 'limit_cents', old."limit_cents", 'multiplier_bp', old."multiplier_bp", 'retired_on', old."retired_on"), null); end;

CREATE TRIGGER log_tier_insert after insert on tier when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'tier', new.rowid, null, 'insert', null, null); end;

CREATE TRIGGER log_tier_update after update on tier when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."name" is not new."name" or old."limit_cents" is not new."limit_cents" or old."multiplier_bp" is not new."multiplier_bp" or old."retired_on" is not new."retired_on") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'tier', new.rowid, null, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'name' as k, old."name" as v where old."name" is not new."name" union all select 'limit_cents' as k, old."limit_cents" as v where old."limit_cents" is not new."limit_cents" union all select 'multiplier_bp' as k, old."multiplier_bp" as v where old."multiplier_bp" is not new."multiplier_bp" union all select 'retired_on' as k, old."retired_on" as v where old."retired_on" is not new."retired_on")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'name' as k, new."name" as v where old."name" is not new."name" union all select 'limit_cents' as k, new."limit_cents" as v where old."limit_cents" is not new."limit_cents" union all select 'multiplier_bp' as k, new."multiplier_bp" as v where old."multiplier_bp" is not new."multiplier_bp" union all select 'retired_on' as k, new."retired_on" as v where old."retired_on" is not new."retired_on"))); end;

CREATE TABLE tier_change (
  id integer primary key,
  account_id integer not null references loyalty_account (id) on delete cascade,
  from_tier_id integer references tier (id) on delete set null,
  to_tier_id integer references tier (id) on delete set null,
  day text not null,
  cause text not null,
  -- The eligible net of twelve months on that day.
  net_cents integer not null,
  created_at text not null
) strict;

CREATE INDEX tier_change_account on tier_change (account_id, id);

CREATE INDEX tier_change_from on tier_change (from_tier_id) where from_tier_id is not null;

CREATE INDEX tier_change_to on tier_change (to_tier_id) where to_tier_id is not null;

CREATE TABLE today_mark (
  id integer primary key,
  -- 'task:17': the same entry has the same key on every day.
  entry_key text not null,
  customer_id integer references customer (id) on delete cascade,
  title text not null default '',
  state text not null check (state in ('done', 'later')),
  day text not null,
  -- The first day on which the entry may show again.
  until text not null,
  minutes integer not null default 0 check (minutes between 0 and 1440),
  note text not null default '',
  at text not null
) strict;

CREATE INDEX today_mark_customer on today_mark (customer_id) where customer_id is not null;

CREATE INDEX today_mark_day on today_mark (day, id);

CREATE INDEX today_mark_until on today_mark (until, day);

CREATE TRIGGER log_today_mark_delete after delete on today_mark when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'today_mark', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'entry_key', old."entry_key", 'customer_id', old."customer_id", 'title', old."title", 'state', old."state", 'day', old."day", 'until', old."until", 'minutes', old."minutes", 'note', old."note", 'at', old."at"), null); end;

CREATE TRIGGER log_today_mark_from after update of customer_id on today_mark
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'today_mark', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_today_mark_insert after insert on today_mark when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'today_mark', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_today_mark_update after update on today_mark when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."entry_key" is not new."entry_key" or old."customer_id" is not new."customer_id" or old."title" is not new."title" or old."state" is not new."state" or old."day" is not new."day" or old."until" is not new."until" or old."minutes" is not new."minutes" or old."note" is not new."note" or old."at" is not new."at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'today_mark', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'entry_key' as k, old."entry_key" as v where old."entry_key" is not new."entry_key" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'title' as k, old."title" as v where old."title" is not new."title" union all select 'state' as k, old."state" as v where old."state" is not new."state" union all select 'day' as k, old."day" as v where old."day" is not new."day" union all select 'until' as k, old."until" as v where old."until" is not new."until" union all select 'minutes' as k, old."minutes" as v where old."minutes" is not new."minutes" union all select 'note' as k, old."note" as v where old."note" is not new."note" union all select 'at' as k, old."at" as v where old."at" is not new."at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'entry_key' as k, new."entry_key" as v where old."entry_key" is not new."entry_key" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'title' as k, new."title" as v where old."title" is not new."title" union all select 'state' as k, new."state" as v where old."state" is not new."state" union all select 'day' as k, new."day" as v where old."day" is not new."day" union all select 'until' as k, new."until" as v where old."until" is not new."until" union all select 'minutes' as k, new."minutes" as v where old."minutes" is not new."minutes" union all select 'note' as k, new."note" as v where old."note" is not new."note" union all select 'at' as k, new."at" as v where old."at" is not new."at"))); end;

CREATE TABLE voucher (
  id integer primary key,
  code text not null unique,
  kind text not null check (kind in ('value', 'percent', 'amount', 'reward', 'referral')),
  -- Only this customer can use it; null: whoever brings it.
  owner_id integer references customer (id) on delete set null,
  value_cents integer check (value_cents > 0),
  rate_bp integer check (rate_bp between 1 and 10000),
  text text not null default '',
  issued_on text not null,
  starts_on text not null,
  -- The last day on which it can be used.
  expires_on text not null check (expires_on >= starts_on),
  min_basket_cents integer not null default 0 check (min_basket_cents >= 0),
  uses integer not null default 1 check (uses >= 1),
  is_stackable integer not null default 0 check (is_stackable in (0, 1)),
  -- A paid voucher for one tax rate is taxed when it is sold, else when it is used (§ 3 (13)–(15) UStG).
  vat_kind text check (vat_kind in ('single', 'multi')),
  note text not null default '',
  source_kind text check (source_kind in ('stamps', 'points', 'referral')),
  source_id integer,
  cancelled_on text,
  cancel_reason text not null default '',
  created_at text not null,
  check (case kind when 'value' then value_cents is not null and vat_kind is not null
    when 'amount' then value_cents is not null when 'percent' then rate_bp is not null when 'referral' then rate_bp is not null
    else text <> '' end)
) strict;

CREATE INDEX voucher_issued on voucher (issued_on, kind);

CREATE INDEX voucher_owner on voucher (owner_id) where owner_id is not null;

CREATE INDEX voucher_source on voucher (source_kind, source_id) where source_id is not null;

CREATE TRIGGER log_voucher_delete after delete on voucher when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'voucher', old.rowid, old.owner_id, 'delete', json_object('id', old."id", 'code', old."code", 'kind', old."kind", 'owner_id', old."owner_id", 'value_cents', old."value_cents", 'rate_bp', old."rate_bp", 'text', old."text", 'issued_on', old."issued_on", 'starts_on', old."starts_on", 'expires_on', old."expires_on", 'min_basket_cents', old."min_basket_cents", 'uses', old."uses", 'is_stackable', old."is_stackable", 'vat_kind', old."vat_kind", 'note', old."note", 'source_kind', old."source_kind", 'source_id', old."source_id", 'cancelled_on', old."cancelled_on", 'cancel_reason', old."cancel_reason", 'created_at', old."created_at"), null); end;

CREATE TRIGGER log_voucher_from after update of owner_id on voucher
     when (select operation_id from current_operation) is not null and old."owner_id" is not new."owner_id" and old.owner_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'voucher', new.rowid, old.owner_id, 'update', json_object('owner_id', old."owner_id"), json_object('owner_id', new."owner_id")); end;

CREATE TRIGGER log_voucher_insert after insert on voucher when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'voucher', new.rowid, new.owner_id, 'insert', null, null); end;

CREATE TRIGGER log_voucher_update after update on voucher when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."code" is not new."code" or old."kind" is not new."kind" or old."owner_id" is not new."owner_id" or old."value_cents" is not new."value_cents" or old."rate_bp" is not new."rate_bp" or old."text" is not new."text" or old."issued_on" is not new."issued_on" or old."starts_on" is not new."starts_on" or old."expires_on" is not new."expires_on" or old."min_basket_cents" is not new."min_basket_cents" or old."uses" is not new."uses" or old."is_stackable" is not new."is_stackable" or old."vat_kind" is not new."vat_kind" or old."note" is not new."note" or old."source_kind" is not new."source_kind" or old."source_id" is not new."source_id" or old."cancelled_on" is not new."cancelled_on" or old."cancel_reason" is not new."cancel_reason" or old."created_at" is not new."created_at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'voucher', new.rowid, new.owner_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'code' as k, old."code" as v where old."code" is not new."code" union all select 'kind' as k, old."kind" as v where old."kind" is not new."kind" union all select 'owner_id' as k, old."owner_id" as v where old."owner_id" is not new."owner_id" union all select 'value_cents' as k, old."value_cents" as v where old."value_cents" is not new."value_cents" union all select 'rate_bp' as k, old."rate_bp" as v where old."rate_bp" is not new."rate_bp" union all select 'text' as k, old."text" as v where old."text" is not new."text" union all select 'issued_on' as k, old."issued_on" as v where old."issued_on" is not new."issued_on" union all select 'starts_on' as k, old."starts_on" as v where old."starts_on" is not new."starts_on" union all select 'expires_on' as k, old."expires_on" as v where old."expires_on" is not new."expires_on" union all select 'min_basket_cents' as k, old."min_basket_cents" as v where old."min_basket_cents" is not new."min_basket_cents" union all select 'uses' as k, old."uses" as v where old."uses" is not new."uses" union all select 'is_stackable' as k, old."is_stackable" as v where old."is_stackable" is not new."is_stackable" union all select 'vat_kind' as k, old."vat_kind" as v where old."vat_kind" is not new."vat_kind" union all select 'note' as k, old."note" as v where old."note" is not new."note" union all select 'source_kind' as k, old."source_kind" as v where old."source_kind" is not new."source_kind" union all select 'source_id' as k, old."source_id" as v where old."source_id" is not new."source_id" union all select 'cancelled_on' as k, old."cancelled_on" as v where old."cancelled_on" is not new."cancelled_on" union all select 'cancel_reason' as k, old."cancel_reason" as v where old."cancel_reason" is not new."cancel_reason" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'code' as k, new."code" as v where old."code" is not new."code" union all select 'kind' as k, new."kind" as v where old."kind" is not new."kind" union all select 'owner_id' as k, new."owner_id" as v where old."owner_id" is not new."owner_id" union all select 'value_cents' as k, new."value_cents" as v where old."value_cents" is not new."value_cents" union all select 'rate_bp' as k, new."rate_bp" as v where old."rate_bp" is not new."rate_bp" union all select 'text' as k, new."text" as v where old."text" is not new."text" union all select 'issued_on' as k, new."issued_on" as v where old."issued_on" is not new."issued_on" union all select 'starts_on' as k, new."starts_on" as v where old."starts_on" is not new."starts_on" union all select 'expires_on' as k, new."expires_on" as v where old."expires_on" is not new."expires_on" union all select 'min_basket_cents' as k, new."min_basket_cents" as v where old."min_basket_cents" is not new."min_basket_cents" union all select 'uses' as k, new."uses" as v where old."uses" is not new."uses" union all select 'is_stackable' as k, new."is_stackable" as v where old."is_stackable" is not new."is_stackable" union all select 'vat_kind' as k, new."vat_kind" as v where old."vat_kind" is not new."vat_kind" union all select 'note' as k, new."note" as v where old."note" is not new."note" union all select 'source_kind' as k, new."source_kind" as v where old."source_kind" is not new."source_kind" union all select 'source_id' as k, new."source_id" as v where old."source_id" is not new."source_id" union all select 'cancelled_on' as k, new."cancelled_on" as v where old."cancelled_on" is not new."cancelled_on" union all select 'cancel_reason' as k, new."cancel_reason" as v where old."cancel_reason" is not new."cancel_reason" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at"))); end;

CREATE TABLE voucher_use (
  id integer primary key,
  voucher_id integer not null references voucher (id) on delete restrict,
  purchase_id integer not null references purchase (id) on delete restrict,
  -- What it took off, or paid.
  cents integer not null check (cents >= 0),
  created_at text not null
) strict;

CREATE INDEX voucher_use_purchase on voucher_use (purchase_id);

CREATE INDEX voucher_use_voucher on voucher_use (voucher_id);

CREATE TRIGGER log_voucher_use_delete after delete on voucher_use when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'voucher_use', old.rowid, (select customer_id from purchase where id = old.purchase_id), 'delete', json_object('id', old."id", 'voucher_id', old."voucher_id", 'purchase_id', old."purchase_id", 'cents', old."cents", 'created_at', old."created_at"), null); end;

CREATE TRIGGER log_voucher_use_from after update of purchase_id on voucher_use
     when (select operation_id from current_operation) is not null and old."purchase_id" is not new."purchase_id" and (select customer_id from purchase where id = old.purchase_id) is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'voucher_use', new.rowid, (select customer_id from purchase where id = old.purchase_id), 'update', json_object('purchase_id', old."purchase_id"), json_object('purchase_id', new."purchase_id")); end;

CREATE TRIGGER log_voucher_use_insert after insert on voucher_use when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'voucher_use', new.rowid, (select customer_id from purchase where id = new.purchase_id), 'insert', null, null); end;

CREATE TRIGGER log_voucher_use_update after update on voucher_use when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."voucher_id" is not new."voucher_id" or old."purchase_id" is not new."purchase_id" or old."cents" is not new."cents" or old."created_at" is not new."created_at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'voucher_use', new.rowid, (select customer_id from purchase where id = new.purchase_id), 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'voucher_id' as k, old."voucher_id" as v where old."voucher_id" is not new."voucher_id" union all select 'purchase_id' as k, old."purchase_id" as v where old."purchase_id" is not new."purchase_id" union all select 'cents' as k, old."cents" as v where old."cents" is not new."cents" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'voucher_id' as k, new."voucher_id" as v where old."voucher_id" is not new."voucher_id" union all select 'purchase_id' as k, new."purchase_id" as v where old."purchase_id" is not new."purchase_id" union all select 'cents' as k, new."cents" as v where old."cents" is not new."cents" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at"))); end;

CREATE TABLE warning_action (
  id integer primary key,
  customer_id integer not null references customer (id) on delete cascade,
  day text not null,
  action text not null check (action in ('called', 'wrote', 'offer', 'visited', 'nothing')),
  -- As it stood on that day.
  level integer not null check (level between 0 and 4),
  rule text,
  note text not null default '',
  created_at text not null
) strict;

CREATE INDEX warning_action_customer on warning_action (customer_id, day, id);

CREATE TRIGGER log_warning_action_delete after delete on warning_action when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'warning_action', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'customer_id', old."customer_id", 'day', old."day", 'action', old."action", 'level', old."level", 'rule', old."rule", 'note', old."note", 'created_at', old."created_at"), null); end;

CREATE TRIGGER log_warning_action_from after update of customer_id on warning_action
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'warning_action', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_warning_action_insert after insert on warning_action when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'warning_action', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_warning_action_update after update on warning_action when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."customer_id" is not new."customer_id" or old."day" is not new."day" or old."action" is not new."action" or old."level" is not new."level" or old."rule" is not new."rule" or old."note" is not new."note" or old."created_at" is not new."created_at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'warning_action', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'day' as k, old."day" as v where old."day" is not new."day" union all select 'action' as k, old."action" as v where old."action" is not new."action" union all select 'level' as k, old."level" as v where old."level" is not new."level" union all select 'rule' as k, old."rule" as v where old."rule" is not new."rule" union all select 'note' as k, old."note" as v where old."note" is not new."note" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'day' as k, new."day" as v where old."day" is not new."day" union all select 'action' as k, new."action" as v where old."action" is not new."action" union all select 'level' as k, new."level" as v where old."level" is not new."level" union all select 'rule' as k, new."rule" as v where old."rule" is not new."rule" union all select 'note' as k, new."note" as v where old."note" is not new."note" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at"))); end;

CREATE TABLE warning_history (
  customer_id integer not null references customer (id) on delete cascade,
  day text not null,
  level integer not null,
  rule text not null,
  primary key (customer_id, day, level)
) strict, without rowid;

CREATE TABLE warning_mute (
  id integer primary key,
  customer_id integer not null unique references customer (id) on delete cascade,
  since text not null,
  until text not null,
  reason text not null default '',
  created_at text not null
) strict;

CREATE TRIGGER log_warning_mute_delete after delete on warning_mute when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'warning_mute', old.rowid, old.customer_id, 'delete', json_object('id', old."id", 'customer_id', old."customer_id", 'since', old."since", 'until', old."until", 'reason', old."reason", 'created_at', old."created_at"), null); end;

CREATE TRIGGER log_warning_mute_from after update of customer_id on warning_mute
     when (select operation_id from current_operation) is not null and old."customer_id" is not new."customer_id" and old.customer_id is not null
     begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'warning_mute', new.rowid, old.customer_id, 'update', json_object('customer_id', old."customer_id"), json_object('customer_id', new."customer_id")); end;

CREATE TRIGGER log_warning_mute_insert after insert on warning_mute when (select operation_id from current_operation) is not null begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'warning_mute', new.rowid, new.customer_id, 'insert', null, null); end;

CREATE TRIGGER log_warning_mute_update after update on warning_mute when (select operation_id from current_operation) is not null and (old."id" is not new."id" or old."customer_id" is not new."customer_id" or old."since" is not new."since" or old."until" is not new."until" or old."reason" is not new."reason" or old."created_at" is not new."created_at") begin insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values ((select operation_id from current_operation), 'warning_mute', new.rowid, new.customer_id, 'update', (select json_group_object(k, v) from (select 'id' as k, old."id" as v where old."id" is not new."id" union all select 'customer_id' as k, old."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'since' as k, old."since" as v where old."since" is not new."since" union all select 'until' as k, old."until" as v where old."until" is not new."until" union all select 'reason' as k, old."reason" as v where old."reason" is not new."reason" union all select 'created_at' as k, old."created_at" as v where old."created_at" is not new."created_at")), (select json_group_object(k, v) from (select 'id' as k, new."id" as v where old."id" is not new."id" union all select 'customer_id' as k, new."customer_id" as v where old."customer_id" is not new."customer_id" union all select 'since' as k, new."since" as v where old."since" is not new."since" union all select 'until' as k, new."until" as v where old."until" is not new."until" union all select 'reason' as k, new."reason" as v where old."reason" is not new."reason" union all select 'created_at' as k, new."created_at" as v where old."created_at" is not new."created_at"))); end;

CREATE TABLE warning_state (
  only integer primary key check (only = 1),
  -- The day for which all rows are right; null: for none.
  day text,
  -- The latest day ever seen: before it lie facts that are still to come when the clock was set back.
  furthest text,
  -- The operation after which all have to be judged anew; 0: none.
  stale integer not null default 0,
  -- What rows of customers with two purchase days were judged by.
  shop_gap real,
  -- 1 while those rows are being judged anew.
  two_pending integer not null default 0 check (two_pending in (0, 1))
) strict;
