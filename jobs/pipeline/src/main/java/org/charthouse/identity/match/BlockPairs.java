package org.charthouse.identity.match;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of blocks, each once: under the least key that its records share. Of rows {@code key, record, fields, keys, changed,
 * id}, sorted by key. Pairs of which no record has changed are left out.
 */
final class BlockPairs implements Iterator<BlockPairs.Pair> {

    private static final int KEY = 0;
    private static final int RECORD = 1;
    private static final int FIELDS = 2;
    private static final int KEYS = 3;
    private static final int CHANGED = 4;
    private static final int ID = 5;

    private final Iterator<InternalRow> rows;
    private final int width;
    private final double share;
    private final List<InternalRow> block = new ArrayList<>();
    private @Nullable InternalRow ahead;
    private @Nullable Pair found;
    private int first;
    private int second;

    /** Two records and their fields; {@code a} is the lesser. */
    record Pair(UTF8String a, UTF8String b, InternalRow left, InternalRow right) {}

    /**
     * Pairs.
     *
     * @param width how many fields a record has
     * @param share which share of them, at random; the same ones each time
     */
    BlockPairs(Iterator<InternalRow> rows, int width, double share) {
        this.rows = rows;
        this.width = width;
        this.share = share;
    }

    @Override
    public boolean hasNext() {
        while (found == null && (second < block.size() || more())) {
            InternalRow one = block.get(first);
            InternalRow other = block.get(second);
            if (++second >= block.size()) {
                first++;
                second = first + 1;
            }
            if (isWanted(one, other)) {
                found = pair(one, other);
            }
        }
        return found != null;
    }

    @Override
    public Pair next() {
        if (!hasNext() || found == null) {
            throw new NoSuchElementException();
        }
        Pair next = found;
        found = null;
        return next;
    }

    /** Reads the next block of at least two records. */
    private boolean more() {
        do {
            block.clear();
            if (ahead != null) {
                block.add(ahead);
                ahead = null;
            }
            while (ahead == null && rows.hasNext()) {
                InternalRow row = rows.next().copy();
                if (block.isEmpty() || block.get(0).getLong(KEY) == row.getLong(KEY)) {
                    block.add(row);
                } else {
                    ahead = row;
                }
            }
        } while (block.size() == 1 && ahead != null);
        first = 0;
        second = 1;
        return block.size() > 1;
    }

    private boolean isWanted(InternalRow one, InternalRow other) {
        return (one.getBoolean(CHANGED) || other.getBoolean(CHANGED))
                && (share >= 1 || isInSample(one.getLong(ID), other.getLong(ID)))
                && isLeastShared(one.getLong(KEY), one.getArray(KEYS), other.getArray(KEYS));
    }

    private boolean isInSample(long one, long other) {
        long mixed = XXH64.hashLong(Math.max(one, other), Math.min(one, other));
        return (mixed >>> 11) * 0x1.0p-53 < share; // as a share of all longs
    }

    private static boolean isLeastShared(long key, ArrayData some, ArrayData others) {
        int i = 0;
        int j = 0;
        while (true) { // it ends: both have the key
            long one = some.getLong(i);
            long other = others.getLong(j);
            if (one == other) {
                return one == key;
            }
            if (one < other) {
                i++;
            } else {
                j++;
            }
        }
    }

    private Pair pair(InternalRow one, InternalRow other) {
        boolean isInOrder = one.getUTF8String(RECORD).compareTo(other.getUTF8String(RECORD)) < 0;
        InternalRow left = isInOrder ? one : other;
        InternalRow right = isInOrder ? other : one;
        return new Pair(
                left.getUTF8String(RECORD),
                right.getUTF8String(RECORD),
                left.getStruct(FIELDS, width),
                right.getStruct(FIELDS, width));
    }
}
