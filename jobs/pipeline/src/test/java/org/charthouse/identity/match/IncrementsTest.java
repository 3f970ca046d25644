package org.charthouse.identity.match;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.SharedSpark.rows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.SharedSpark;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Records that come one after the other, under one version of the model. */
class IncrementsTest {

    private static final int RECORDS = 600;
    private static final int DELIVERIES = 10;

    /** All records, linked at once. */
    private static final class All {

        static final Linker LINKER =
                new Linker(SharedSpark.specs().link(), SharedSpark.specs().words());
        static final Dataset<Row> STANDARD = LINKER.standard(rows(
                        "record string, given_name string, family_name string, birth_on string, postcode string",
                        IntStream.range(0, RECORDS)
                                .mapToObj(IncrementsTest::line)
                                .toArray(String[]::new)))
                .persist(StorageLevel.MEMORY_ONLY());
        static final Trained TRAINED = LINKER.train(STANDARD);
        static final Linkage WHOLE = LINKER.link(STANDARD, TRAINED, List.of(), List.of(), Optional.empty());
    }

    @AfterAll
    static void end() {
        All.STANDARD.unpersist();
    }

    @Test
    void tenDeliveriesGiveWhatAllAtOnceGive() {
        List<Pair> known = List.of();
        Set<String> here = new HashSet<>();
        Linkage linkage = All.WHOLE;
        for (int delivery = 0; delivery < DELIVERIES; delivery++) {
            Object[] fresh = delivered(delivery);
            for (Object record : fresh) {
                here.add(String.valueOf(record));
            }
            Dataset<Row> now = All.STANDARD
                    .filter(col("record").isin(here.toArray()))
                    .withColumn("changed", col("record").isin(fresh));
            linkage = All.LINKER.link(now, All.TRAINED, known, List.of(), Optional.empty());
            known = linkage.likely();
        }
        assertThat(All.WHOLE.persons()).hasSizeGreaterThan(RECORDS / 3);
        assertThat(linkage.persons()).isEqualTo(All.WHOLE.persons());
        assertThat(linkage.likely()).isEqualTo(All.WHOLE.likely());
        assertThat(linkage.review()).isEqualTo(All.WHOLE.review());
    }

    @Test
    void whereNothingIsNewNothingIsCompared() {
        List<String> compared = new ArrayList<>();
        Linkage again = All.LINKER.link(
                All.STANDARD.withColumn("changed", org.apache.spark.sql.functions.lit(false)),
                All.TRAINED,
                All.WHOLE.likely(),
                List.of(),
                Optional.of((Linker.Compared) (all, pair) -> compared.add(pair.a())));
        assertThat(compared).isEmpty();
        assertThat(again.persons()).isEqualTo(All.WHOLE.persons());
    }

    @Test
    void aModelThatWasKeptJudgesAsItDid() {
        Trained kept = Trained.of(All.TRAINED.text(), SharedSpark.specs().link());
        assertThat(kept.text()).isEqualTo(All.TRAINED.text());
        assertThat(All.LINKER.link(All.STANDARD, kept, List.of(), List.of(), Optional.empty()))
                .isEqualTo(All.WHOLE);
    }

    @Test
    void whatIsKeptOfAModelHoldsNoValueOfARecord() {
        assertThat(All.TRAINED.text()).doesNotContain("smith").doesNotContain("19700101");
    }

    private static Object[] delivered(int delivery) {
        return IntStream.range(0, RECORDS)
                .filter(i -> i * 7 % DELIVERIES == delivery)
                .mapToObj(IncrementsTest::record)
                .toArray();
    }

    private static String record(int i) {
        return "r%03d".formatted(i);
    }

    /** Of each person two or three records, one with a slip; many are called Smith and born on one day. */
    private static String line(int i) {
        int person = i * 2 / 5;
        String family = person % 4 == 0 ? "Smith" : name(person * 17 + 3);
        String birth = person % 5 == 0
                ? "1970-01-01"
                : "19%02d-%02d-%02d".formatted(person % 90 + 10, person % 12 + 1, person % 28 + 1);
        String given = name(person * 29 + 11);
        return String.join(
                ",",
                record(i),
                i % 5 == 1 ? given.substring(1) : given,
                family,
                birth,
                String.valueOf(10_000 + person % 50));
    }

    /** Some name of letters. */
    private static String name(int number) {
        StringBuilder name = new StringBuilder();
        for (int left = number * 31 + 12_345; left > 0; left /= 20) {
            name.append("bcdfghklmnprstvwzjqx".charAt(left % 20)).append("aeiou".charAt(left % 5));
        }
        return name.toString();
    }
}
