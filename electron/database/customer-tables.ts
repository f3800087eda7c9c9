/** A foreign key to a customer or to an account, and what becomes of its rows. */
export interface CustomerTable {
  readonly table: string
  readonly column: string
  /**
   * When its customer is merged away: `move` goes along to the survivor; `stay` remains with the one merged away; `strictest` says again for
   * the survivor what is stricter there; `account` opens the survivor's own account.
   */
  readonly merge: 'move' | 'stay' | 'strictest' | 'account'
  /** Rows `r` that stay although others move: what the survivor has already. @survivor and @all (json) stand for who takes part. */
  readonly stays?: string
  /** When the customer is forgotten but the figures stay. */
  readonly erase: 'delete' | 'keep'
}

const has = (table: string, same: string) => `exists (select 1 from ${table} k where k.customer_id = @survivor and ${same})`
const pair = (a: string, b: string) => `r.${b} in (select value from json_each(@all))
  or exists (select 1 from relation k where k.${a} = @survivor and k.${b} = r.${b} and k.kind = r.kind and k.label = r.label)`

/**
 * Every foreign key to customer and to loyalty_account. A test walks all keys of the schema and fails on one without a line here. A line
 * whose table does not exist says nothing.
 */
export const customerTables: readonly CustomerTable[] = [
  {
    table: 'contact_detail',
    column: 'customer_id',
    merge: 'move',
    stays: has('contact_detail', 'k.kind = r.kind and coalesce(k.normal, k.value) = coalesce(r.normal, r.value)'),
    erase: 'delete',
  },
  {
    table: 'address',
    column: 'customer_id',
    merge: 'move',
    stays: has(
      'address',
      'lower(k.street) = lower(r.street) and k.addition = r.addition and k.postcode = r.postcode and lower(k.city) = lower(r.city) and k.country = r.country',
    ),
    erase: 'delete',
  },
  {
    table: 'contact_person',
    column: 'customer_id',
    merge: 'move',
    stays: has(
      'contact_person',
      'k.first_name = r.first_name and k.last_name = r.last_name and k.role = r.role and k.phone = r.phone and k.email = r.email',
    ),
    erase: 'delete',
  },
  { table: 'customer_tag', column: 'customer_id', merge: 'move', stays: has('customer_tag', 'lower(k.name) = lower(r.name)'), erase: 'delete' },
  { table: 'external_reference', column: 'customer_id', merge: 'move', erase: 'delete' },
  { table: 'purchase', column: 'customer_id', merge: 'move', erase: 'keep' },
  // The history of phases belongs to whom it happened; the engine writes the survivor's own.
  { table: 'phase_change', column: 'customer_id', merge: 'stay', erase: 'keep' },
  { table: 'customer_step', column: 'customer_id', merge: 'move', stays: has('customer_step', 'true'), erase: 'delete' },
  {
    table: 'phase_override',
    column: 'customer_id',
    merge: 'move',
    stays: `r.ended_on is null and ${has('phase_override', 'k.ended_on is null')}`,
    erase: 'delete',
  },
  { table: 'loyalty_account', column: 'customer_id', merge: 'account', erase: 'keep' },
  { table: 'point_entry', column: 'account_id', merge: 'move', erase: 'keep' },
  // Where an account stands and stood is its own; that of the survivor is judged anew.
  { table: 'account_tier', column: 'account_id', merge: 'stay', erase: 'delete' },
  { table: 'tier_change', column: 'account_id', merge: 'stay', erase: 'delete' },
  { table: 'card', column: 'account_id', merge: 'move', erase: 'keep' },
  // Whoever was merged into one that is merged now belongs to the new survivor at once, so that one step always leads there.
  { table: 'customer', column: 'merged_into_id', merge: 'move', erase: 'keep' },
  { table: 'own_value', column: 'customer_id', merge: 'move', stays: has('own_value', 'k.field_id = r.field_id'), erase: 'delete' },
  // A relation between those who become one says nothing any more.
  { table: 'relation', column: 'a_id', merge: 'move', stays: pair('a_id', 'b_id'), erase: 'delete' },
  { table: 'relation', column: 'b_id', merge: 'move', stays: pair('b_id', 'a_id'), erase: 'delete' },
  {
    table: 'document',
    column: 'customer_id',
    merge: 'move',
    stays: `r.kind = 'photo' and ${has('document', "k.kind = 'photo'")}`,
    erase: 'delete',
  },
  { table: 'voucher', column: 'owner_id', merge: 'move', erase: 'keep' },
  { table: 'consent', column: 'customer_id', merge: 'strictest', erase: 'delete' },
  { table: 'case_file', column: 'customer_id', merge: 'move', erase: 'delete' },
  { table: 'contact', column: 'customer_id', merge: 'move', erase: 'delete' },
  { table: 'care_setting', column: 'customer_id', merge: 'move', stays: has('care_setting', 'true'), erase: 'delete' },
  { table: 'care_process', column: 'customer_id', merge: 'move', erase: 'delete' },
  { table: 'task', column: 'customer_id', merge: 'move', erase: 'delete' },
  { table: 'recurring_rule', column: 'customer_id', merge: 'move', erase: 'delete' },
  { table: 'today_mark', column: 'customer_id', merge: 'move', erase: 'delete' },
  { table: 'duplicate_pair', column: 'a_id', merge: 'stay', erase: 'delete' },
  { table: 'duplicate_pair', column: 'b_id', merge: 'stay', erase: 'delete' },
  { table: 'not_duplicate', column: 'a_id', merge: 'stay', erase: 'delete' },
  { table: 'not_duplicate', column: 'b_id', merge: 'stay', erase: 'delete' },
  { table: 'duplicate_key', column: 'customer_id', merge: 'stay', erase: 'delete' },
  {
    table: 'demand',
    column: 'customer_id',
    merge: 'move',
    stays: has('demand', 'k.group_id is r.group_id and k.article_id is r.article_id and k.text = r.text'),
    erase: 'delete',
  },
  { table: 'customer_demand', column: 'customer_id', merge: 'stay', erase: 'delete' },
  { table: 'customer_warning', column: 'customer_id', merge: 'stay', erase: 'delete' },
  { table: 'warning_history', column: 'customer_id', merge: 'stay', erase: 'delete' },
  { table: 'warning_mute', column: 'customer_id', merge: 'move', stays: has('warning_mute', 'true'), erase: 'delete' },
  { table: 'warning_action', column: 'customer_id', merge: 'move', erase: 'delete' },
]
