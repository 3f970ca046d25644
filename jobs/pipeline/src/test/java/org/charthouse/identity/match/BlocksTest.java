package org.charthouse.identity.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.junit.jupiter.api.Test;

class BlocksTest {

    private static final long KEY = 17;

    /** A record of a block: its number, the first of its refinements, and whether it is new. */
    private record Member(long key, long id, int refinement, boolean isChanged) {

        InternalRow row() {
            return new GenericInternalRow(new Object[] {key, id, (long) refinement << 48, isChanged});
        }
    }

    @Test
    void recordsThatShareAKeyAreABlockAndOneAloneIsNone() {
        List<Row> rows = rows(Guards.none(), member(1, 1), member(2, 2), member(2, 3), member(3, 4));
        assertThat(rows)
                .extracting(row -> row.getLong(1) + ":" + row.getLong(0))
                .containsExactly("2:2", "2:3");
        assertThat(rows).extracting(row -> row.getLong(2)).containsExactly(1L, 0L);
    }

    @Test
    void aBlockInWhichNothingHasChangedIsLeftOut() {
        Member old = new Member(KEY, 1, 0, false);
        Member other = new Member(KEY, 2, 0, false);
        assertThat(rows(Guards.none(), old, other)).isEmpty();
        assertThat(rows(Guards.none(), old, member(KEY, 2))).hasSize(2);
    }

    @Test
    void aBlockThatIsTooLargeIsPartedByWhatElseItsRecordsShareAndWhatThatLeavesOutIsCounted() {
        Member[] members = IntStream.range(0, 60)
                .mapToObj(i -> new Member(KEY, i, i % 3, true))
                .toArray(Member[]::new);
        List<Row> rows = rows(Guards.none(), members);
        Map<Long, List<Long>> blocks = blocks(rows);
        assertThat(blocks).hasSize(3).doesNotContainKey(KEY);
        assertThat(blocks.values())
                .allSatisfy(ids ->
                        assertThat(ids.stream().map(id -> id % 3).distinct()).hasSize(1));
        Row refined = rows.stream().filter(row -> row.isNullAt(0)).findFirst().orElseThrow();
        assertThat(refined.getLong(1)).isEqualTo(KEY);
        assertThat(refined.getLong(3)).isEqualTo(60 * 59 / 2 - 3 * (20 * 19 / 2));
        assertThat(compared(rows) + skipped(rows)).isEqualTo(60 * 59 / 2);
    }

    @Test
    void recordsThatNothingTellsApartAreComparedWithTheirNeighboursAndTheRestIsCounted() {
        Member[] members =
                IntStream.range(0, 1_000).mapToObj(i -> member(KEY, i)).toArray(Member[]::new);
        List<Row> rows = rows(Guards.none(), members);
        Set<List<Long>> pairs = pairs(rows);
        for (long i = 0; i + 1 < 1_000; i++) {
            assertThat(pairs).contains(List.of(i, i + 1));
        }
        assertThat(pairs).hasSizeLessThan(1_000 * Blocks.MOST);
        assertThat(compared(rows)).isEqualTo(pairs.size());
        assertThat(compared(rows) + skipped(rows)).isEqualTo(1_000 * 999 / 2);
    }

    @Test
    void aTrainedGuardRefinesTheSameKeysHoweverFewRecordsThereAreAndNoOthersUntilTheyOutgrowIt() {
        Member[] few = {member(KEY, 1), member(KEY, 2), new Member(KEY, 3, 7, true)};
        assertThat(blocks(rows(Guards.of(List.of(KEY)), few)).values()).containsExactly(List.of(1L, 2L));
        Member[] more = IntStream.range(0, 3 * Blocks.MOST)
                .mapToObj(i -> member(KEY, i))
                .toArray(Member[]::new);
        assertThat(blocks(rows(Guards.of(List.of()), more))).containsOnlyKeys(KEY);
    }

    private static Member member(long key, long id) {
        return new Member(key, id, 0, true);
    }

    private static List<Row> rows(Guards guards, Member... members) {
        List<Row> rows = new ArrayList<>();
        new BlockRows(
                        Stream.of(members)
                                .sorted(Comparator.comparingLong(Member::key)
                                        .thenComparing(member -> member.row().getLong(2))
                                        .thenComparingLong(Member::id))
                                .map(Member::row)
                                .iterator(),
                        guards)
                .forEachRemaining(rows::add);
        return rows;
    }

    private static Map<Long, List<Long>> blocks(List<Row> rows) {
        Map<Long, List<Long>> blocks = new HashMap<>();
        rows.stream()
                .filter(row -> !row.isNullAt(0))
                .forEach(row -> blocks.computeIfAbsent(row.getLong(1), key -> new ArrayList<>())
                        .add(row.getLong(0)));
        return blocks;
    }

    private static Set<List<Long>> pairs(List<Row> rows) {
        Set<List<Long>> pairs = new HashSet<>();
        for (List<Long> block : blocks(rows).values()) {
            for (int i = 0; i < block.size(); i++) {
                for (int j = i + 1; j < block.size(); j++) {
                    pairs.add(List.of(block.get(i), block.get(j)));
                }
            }
        }
        return pairs;
    }

    private static long compared(List<Row> rows) {
        return rows.stream().mapToLong(row -> row.getLong(2)).sum();
    }

    private static long skipped(List<Row> rows) {
        return rows.stream().mapToLong(row -> row.getLong(3)).sum();
    }
}
