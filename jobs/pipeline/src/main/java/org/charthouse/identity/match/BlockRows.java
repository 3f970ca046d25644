package org.charthouse.identity.match;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;

/** The rows of {@link Blocks}, of rows {@code key, id, refinement, changed} in their order. */
final class BlockRows implements Iterator<Row> {

    private static final int REFINEMENT_BITS = 16;
    private static final int ALL_BITS = 64;

    private final Iterator<InternalRow> rows;
    private final Guards guards;
    private final Deque<Row> ready = new ArrayDeque<>();

    private long key;
    private long[] ids = new long[Blocks.MOST];
    private long[] refinements = new long[Blocks.MOST];
    private boolean[] changed = new boolean[Blocks.MOST];
    private int size;

    BlockRows(Iterator<InternalRow> rows, Guards guards) {
        this.rows = rows;
        this.guards = guards;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && (rows.hasNext() || size > 0)) {
            read();
        }
        return !ready.isEmpty();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    /** Reads until a block has ended. */
    private void read() {
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            long next = row.getLong(0);
            boolean hasEnded = size > 0 && next != key;
            if (hasEnded) {
                end();
            }
            key = next;
            add(row);
            if (hasEnded) {
                return;
            }
        }
        end();
    }

    private void add(InternalRow row) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
            refinements = Arrays.copyOf(refinements, 2 * size);
            changed = Arrays.copyOf(changed, 2 * size);
        }
        ids[size] = row.getLong(1);
        refinements[size] = row.getLong(2);
        changed[size] = row.getBoolean(3);
        size++;
    }

    private void end() {
        block(key, 0, size, 0);
        size = 0;
    }

    /** A block of the records from..to, which share the first bits of their refinements. */
    private void block(long of, int from, int to, int bits) {
        int records = to - from;
        if (records < 2 || !hasChanged(from, to)) {
            return;
        }
        if (!guards.isRefined(of, records)) {
            members(of, from, to, pairs(records));
        } else if (bits == ALL_BITS) {
            window(of, from, to);
        } else {
            refine(of, from, to, bits + REFINEMENT_BITS);
        }
    }

    private void refine(long of, int from, int to, int bits) {
        long left = pairs(to - from);
        int start = from;
        for (int at = from + 1; at <= to; at++) {
            if (at == to || prefix(at, bits) != prefix(start, bits)) {
                left -= pairs(at - start);
                block(child(of, prefix(start, bits)), start, at, bits);
                start = at;
            }
        }
        ready.add(RowFactory.create(null, of, 0L, left));
    }

    /** Each record with those that stand next to it: blocks that overlap by half. */
    private void window(long of, int from, int to) {
        int half = Blocks.MOST / 2;
        long compared = 0;
        for (int start = from; start < to - half || start == from; start += half) {
            int until = Math.min(to, start + 2 * half);
            long twice = start == from ? 0 : pairs(Math.min(half, until - start));
            compared += pairs(until - start) - twice;
            members(child(of, start - from), start, until, pairs(until - start) - twice);
        }
        ready.add(RowFactory.create(null, of, 0L, pairs(to - from) - compared));
    }

    private void members(long of, int from, int to, long pairs) {
        for (int i = from; i < to; i++) {
            ready.add(RowFactory.create(ids[i], of, i == from ? pairs : 0L, 0L));
        }
    }

    private boolean hasChanged(int from, int to) {
        for (int i = from; i < to; i++) {
            if (changed[i]) {
                return true;
            }
        }
        return false;
    }

    private long prefix(int at, int bits) {
        return refinements[at] >>> (ALL_BITS - bits);
    }

    /** The key of a part of a block, of the same candidate. */
    private static long child(long key, long part) {
        return (key & ~Records.KEY_BITS) | (XXH64.hashLong(part, key) & Records.KEY_BITS);
    }

    private static long pairs(long records) {
        return records * (records - 1) / 2;
    }
}
