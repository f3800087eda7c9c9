import type { Db } from '../../database/open.ts'

/** Places run from 1 to here, so that JavaScript and SQLite count them alike. */
const TOP = 2 ** 52
/** Neighbours on each side that move apart where no place is left between two; widened until there is room. */
const NEIGHBOURS = 64
/** Room that moving apart leaves beside each customer. */
const ROOM = 1024

/**
 * Keeps `customer_summary.place` in the order of names for the customers in `touched_customer`: the search index is walked by place
 * and so yields its matches sorted. A new name goes evenly between its neighbours; where they stand too close, a few of them move.
 */
export function nameOrderRepository(db: Db) {
  const keepPlaces = db.prepare(
    `update touched_customer as t set place = old_place
     where exists (select 1 from customer_summary s where s.customer_id = t.customer_id and s.sort_name = t.sort_name)`,
  )
  const countMissing = db.prepare<[], number>('select count(*) from touched_customer where place is null and sort_name is not null').pluck()
  const findGaps = db.prepare(
    `update touched_customer as t set low = coalesce((
       select s.place from customer_summary s where (s.sort_name, s.customer_id) < (t.sort_name, t.customer_id)
       order by s.sort_name desc, s.customer_id desc limit 1), 0)
     where place is null and sort_name is not null`,
  )
  const closeGaps = db.prepare(
    `update touched_customer as t set high = coalesce((select min(s.place) from customer_summary s where s.place > t.low), ${TOP})
     where place is null and sort_name is not null`,
  )
  const findCrowded = db.prepare<[], { low: number; high: number }>(
    `select low, high from touched_customer where place is null and sort_name is not null
     group by low having (high - low) / (count(*) + 1) = 0 limit 1`,
  )
  // Those who move already are no border for others.
  const STAYS = 'customer_id not in (select customer_id from touched_customer where place is null)'
  const borderBelow = db
    .prepare<[number, number], number>(`select place from customer_summary where place <= ? and ${STAYS} order by place desc limit 1 offset ?`)
    .pluck()
  const borderAbove = db
    .prepare<[number, number], number>(`select place from customer_summary where place >= ? and ${STAYS} order by place limit 1 offset ?`)
    .pluck()
  const countBetween = db
    .prepare<{ from: number; to: number }, number>(
      `select (select count(*) from customer_summary where place > @from and place < @to)
         + (select count(*) from touched_customer where place is null and sort_name is not null and low >= @from and low < @to)`,
    )
    .pluck()
  const widen = db.prepare<{ from: number; to: number }>(
    `update touched_customer set low = @from, high = @to where place is null and sort_name is not null and low >= @from and low < @to`,
  )
  const moveNeighbours = db.prepare<{ from: number; to: number }>(
    `insert into touched_customer (customer_id, is_text, old_place, sort_name, low, high)
     select customer_id, 1, place, sort_name, @from, @to from customer_summary where place > @from and place < @to
     on conflict (customer_id) do update set is_text = 1, place = null, low = @from, high = @to where place is not null`,
  )
  const spread = db.prepare(
    `update touched_customer as t set place = n.low + (n.high - n.low) / (n.size + 1) * n.step
     from (
       select customer_id, low, high, row_number() over (partition by low order by sort_name, customer_id) as step, count(*) over (partition by low) as size
       from touched_customer where place is null and sort_name is not null
     ) n
     where n.customer_id = t.customer_id`,
  )
  // Each place belongs to one customer at any moment, also while several change theirs.
  const leavePlaces = db.prepare(
    `update customer_summary as s set place = -s.customer_id from touched_customer t
     where t.customer_id = s.customer_id and t.place is not null and t.place <> t.old_place`,
  )

  function makeRoom({ low, high }: { low: number; high: number }): void {
    for (let reach = NEIGHBOURS; ; reach *= 8) {
      const from = borderBelow.get(low, reach) ?? 0
      const to = borderAbove.get(high, reach) ?? TOP
      const size = countBetween.get({ from, to }) ?? 0
      if ((to - from) / (size + 1) < ROOM && (from > 0 || to < TOP)) continue
      widen.run({ from, to })
      moveNeighbours.run({ from, to })
      return
    }
  }

  return {
    /** Gives each touched customer of the list a place; one whose name stays keeps it. Needs sort names and old places. */
    findPlaces(): void {
      keepPlaces.run()
      if ((countMissing.get() ?? 0) === 0) return
      findGaps.run()
      closeGaps.run()
      let hasMoved = false
      for (let crowded = findCrowded.get(); crowded; crowded = findCrowded.get()) {
        makeRoom(crowded)
        hasMoved = true
      }
      spread.run()
      if (hasMoved) leavePlaces.run()
    },
  }
}
