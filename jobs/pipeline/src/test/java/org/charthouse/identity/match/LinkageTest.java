package org.charthouse.identity.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.SharedSpark.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.SharedSpark;
import org.junit.jupiter.api.Test;

/** The shipped model over records of a few persons: {@code record|given|family|birth|sex|address|phone|national id}. */
class LinkageTest {

    @Test
    void aFewRecordsAreLinkedThoughNothingCanBeLearntOfThem() {
        assertThat(persons(
                        "a|Maria|Garcia Lopez|1980-02-29|F|1 High Street|5551230001|",
                        "b|Maria|Garcia-Lopez|1980-02-29|F|1 High St.|555-123-0001|",
                        "c|John|Smith|1955-06-01|M|2 Elm Road||",
                        "d|Jon|Smith|1955-06-01|M|2 Elm Rd|5559998877|",
                        "e|Peter|Miller|1990-11-11|M|3 Oak Lane|5550001112|"))
                .isEqualTo("ab cd");
    }

    @Test
    void twinsStayApartThoughTheyShareAllButTheirGivenName() {
        assertThat(persons(
                        "a|Jonas|Weber|2015-03-04|M|5 Lake Drive|5551112222|",
                        "b|Lukas|Weber|2015-03-04|M|5 Lake Drive|5551112222|",
                        "c|Jonas|Weber|2015-03-04|M|5 Lake Dr|5551112222|"))
                .isEqualTo("ac");
    }

    @Test
    void twinsOfLikeNamesStayApartAndSlipsOfAHandDoNot() {
        assertThat(persons(
                        "a|Emma|Weber|2015-03-04|F|5 Lake Drive|5551112222|",
                        "b|Ella|Weber|2015-03-04|F|5 Lake Drive|5551112222|",
                        "c|Emam|Weber|2015-03-04|F|5 Lake Dr|5551112222|",
                        "d|Paul|Stone|1990-07-08|M|9 Hill Road|5553334444|123456783",
                        "e|Paula|Stone|1990-07-08|F|9 Hill Road|5553334444|123456784",
                        "f|Marta|Field|2001-10-11|F|2 Oak Lane|5556667777|345678901",
                        "g|Mata|Field|2001-10-11|F|2 Oak Lane|5556667777|345678902",
                        "h|Marta|Wood|1961-01-01|F|3 Elm Lane|5558889999|234567890",
                        "i|Mrata|Wood|1961-01-01|F|3 Elm Lane|5558889999|"))
                .isEqualTo("ac hi");
    }

    @Test
    void aRecordWithoutAGivenNameDoesNotTieTwinsTogether() {
        assertThat(persons(
                        "a|Jonas|Weber|2015-03-04|M|5 Lake Drive|5551112222|",
                        "b|Lukas|Weber|2015-03-04|M|5 Lake Drive|5551112222|",
                        "c||Weber|2015-03-04|M|5 Lake Drive|5551112222|"))
                .isIn("ac", "bc", "");
    }

    @Test
    void newbornsWithoutANameAreLeftToAPerson() {
        Linkage linkage = link(
                "a|Baby Boy|Ali|2024-05-05|M|7 Hill Street|5553334444|",
                "b|Baby Boy|Ali|2024-05-05|M|7 Hill Street|5553334444|");
        assertThat(linkage.persons()).isEmpty();
        assertThat(linkage.review()).hasSize(1);
    }

    @Test
    void fatherAndSonOfOneNameAreTwo() {
        assertThat(persons(
                        "a|William|Brown|1950-01-09|M|9 River Road|5556667777|",
                        "b|William|Brown|1982-07-30|M|9 River Road|5556667777|",
                        "c|Bill|Brown|1950-01-09|M|9 River Road|5556667777|"))
                .isEqualTo("ac");
    }

    @Test
    void oneNationalIdAndBirthAreOnePersonWhateverTheName() {
        assertThat(persons(
                        "a|Anna|Kowalski|1971-12-24|F|||123121234",
                        "b|Anna|Nowak|1971-12-24|F|8 New Street||123-12-1234"))
                .isEqualTo("ab");
    }

    @Test
    void namesThatWereSwappedAreOnePerson() {
        assertThat(persons(
                        "a|Kenji|Watanabe|1966-08-17|M|4 Main Street|5552223333|",
                        "b|Watanabe|Kenji|1966-08-17|M|4 Main Street|5552223333|"))
                .isEqualTo("ab");
    }

    @Test
    void namesOfOtherScriptsAreComparedAsTheyAre() {
        assertThat(persons(
                        "a|محمد|الحسن|1975-05-15|M|شارع النيل 12|5557778888|",
                        "b|محمد|الحسن|1975-05-15|M|شارع النيل 12|5557778888|",
                        "c|فاطمة|الحسن|1977-09-19|F|شارع النيل 12|5557778888|"))
                .isEqualTo("ab");
    }

    @Test
    void recordsOfWhichNothingIsKnownAreEachAlone() {
        Linkage linkage = link("a|||||||", "b|||||||", "c|Unknown|Unknown|1900-01-01||||999-99-9999");
        assertThat(linkage.records()).isEqualTo(3);
        assertThat(linkage.people()).isEqualTo(3);
        assertThat(linkage.review()).isEmpty();
    }

    @Test
    void noRecordsAreNoPersons() {
        Linkage linkage = link();
        assertThat(linkage.people()).isZero();
    }

    @Test
    void valuesThatTooManyShareAreFoundToBeNone() {
        List<String> lines = new ArrayList<>(IntStream.range(0, 400)
                .mapToObj(i -> "r%04d|%s|%s|1985-05-05|F|1 Shelter Way|5550000000|777001234"
                        .formatted(i, name(i * 7), name(i * 13 + 5)))
                .toList());
        Linkage linkage = link(lines.toArray(String[]::new));
        assertThat(linkage.placeholders()).containsOnlyKeys("birth_on", "address", "phone", "national_id");
        assertThat(linkage.people()).isGreaterThan(380);
    }

    @Test
    void recordsThatAllSayTheSameNothingAreEachAloneAndNotComparedWithAll() {
        Linkage linkage = link(IntStream.range(0, 4_000)
                .mapToObj(i -> "r%04d|Test|Patient|1900-01-01|F|1 Main St|5555555555|999999999".formatted(i))
                .toArray(String[]::new));
        assertThat(linkage.people()).isEqualTo(4_000);
        assertThat(linkage.review()).isEmpty();
        assertThat(linkage.audit())
                .allSatisfy(audit -> assertThat(audit.pairs()).isLessThan(4_000 * 30));
    }

    @Test
    void theResultIsTheSameWhateverOrderAndPartitionsTheRecordsComeIn() {
        Dataset<Row> records = given(IntStream.range(0, 300)
                .mapToObj(i -> "r%03d|%s|%s|19%02d-0%d-11|F|%d Park Lane||"
                        .formatted(i, name(i / 3 * 11), name(i / 3 * 5 + 1), i / 3 % 90 + 10, i / 3 % 9 + 1, i / 2))
                .toArray(String[]::new));
        Linkage one = linked(records.repartition(1));
        assertThat(one.persons()).hasSizeGreaterThan(250);
        for (int partitions : new int[] {2, 7}) {
            Linkage other = linked(records.repartition(partitions)
                    .sortWithinPartitions(org.apache.spark.sql.functions.rand(partitions)));
            assertThat(other).isEqualTo(one);
        }
    }

    @Test
    void allPairsThatWereComparedAreToldOnceInOrderAndInAgreementWithTheGroups() {
        List<String> told = new ArrayList<>();
        Linkage linkage = linker().link(
                        given(
                                "a|Jonas|Weber|2015-03-04|M|5 Lake Drive|5551112222|",
                                "b|Lukas|Weber|2015-03-04|M|5 Lake Drive|5551112222|",
                                "c|Jonas|Weber|2015-03-04|M|5 Lake Dr|5551112222|",
                                "d|Mary|Stone|1940-10-10|F|6 Far Away|5559990000|"),
                        Optional.of((Linker.Compared)
                                (all, pair) -> told.add(pair.a() + pair.b() + " " + all.decision(pair))));
        assertThat(told).containsExactly("ab REVIEW", "ac MATCH", "bc REVIEW");
        assertThat(linkage.people()).isEqualTo(3);
    }

    /** Some name of letters, a different one for each number. */
    private static String name(int number) {
        StringBuilder name = new StringBuilder();
        for (int left = number * 31 + 12_345; left > 0; left /= 20) {
            name.append("bcdfghklmnprstvwzjqx".charAt(left % 20)).append("aeiou".charAt(left % 5));
        }
        return name.toString();
    }

    /** Groups of more than one record. */
    private static String persons(String... lines) {
        Map<String, String> groups = link(lines).persons().entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        TreeMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.joining())));
        return String.join(" ", groups.values());
    }

    private static Linkage link(String... lines) {
        return linked(given(lines));
    }

    private static Linkage linked(Dataset<Row> records) {
        return linker().link(records, Optional.empty());
    }

    private static Linker linker() {
        return new Linker(SharedSpark.specs().link(), SharedSpark.specs().words());
    }

    private static Dataset<Row> given(String... lines) {
        String[] rows = IntStream.range(0, lines.length)
                .mapToObj(i -> lines[i].replace('|', ','))
                .toArray(String[]::new);
        return rows(
                "record string, given_name string, family_name string, birth_on string, sex_code string, address_line string, "
                        + "phone string, national_id string",
                rows);
    }
}
