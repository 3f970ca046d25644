package org.charthouse.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.SharedSpark.rows;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PersonIdsTest {

    private static final String[] NOTHING = {};

    @Test
    void aNewComponentMakesAnIdThatDependsOnItsNameAlone() {
        Map<String, String> ids = assign(lines("a1 a1", "a2 a1", "b1 b1"), NOTHING, NOTHING);
        assertThat(ids).containsOnlyKeys("a1", "b1");
        assertThat(ids.values())
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
        assertThat(assign(lines("b1 b1", "a2 a1", "a1 a1"), NOTHING, NOTHING)).isEqualTo(ids);
    }

    @Test
    void aPersonWhoGetsOneMoreRecordKeepsTheId() {
        assertThat(assign(lines("a0 a0", "a1 a0", "a2 a0"), lines("a1 P", "a2 P"), lines("P")))
                .containsExactly(Map.entry("a0", "P"));
    }

    @Test
    void ofTwoPersonsThatBecomeOneTheLargerKeepsItsId() {
        assertThat(assign(lines("a a", "b a", "c a"), lines("a P", "b Q", "c Q"), lines("P", "Q")))
                .containsExactly(Map.entry("a", "Q"));
    }

    @Test
    void ofTwoPersonsOfOneSizeTheOlderKeepsItsId() {
        assertThat(assign(lines("a a", "b a"), lines("a P", "b Q"), lines("P 7", "Q 3")))
                .containsExactly(Map.entry("a", "Q"));
        assertThat(assign(lines("a a", "b a"), lines("a P", "b Q"), lines("P 3", "Q 7")))
                .containsExactly(Map.entry("a", "P"));
    }

    @Test
    void ofAPersonThatFallsApartTheLargerPartKeepsTheId() {
        Map<String, String> ids = assign(lines("a a", "b b", "c b"), lines("a P", "b P", "c P"), lines("P"));
        assertThat(ids).containsEntry("b", "P").containsOnlyKeys("a", "b");
        assertThat(ids.get("a")).isNotEqualTo("P");
    }

    @Test
    void anIdOfThePastIsNeverGivenAgain() {
        String[] past = NOTHING;
        for (int generation = 0; generation < 10; generation++) {
            Map<String, String> ids = assign(lines("a a"), NOTHING, past);
            assertThat(ids).as("generation %d", generation).containsOnlyKeys("a");
            assertThat(past).doesNotContain(ids.get("a"));
            past = Arrays.copyOf(past, past.length + 1);
            past[past.length - 1] = String.valueOf(ids.get("a"));
        }
    }

    @Test
    void everyComponentHasExactlyOnePersonAndNoPersonTwoComponents() {
        Map<String, String> ids = assign(
                lines("a a", "b a", "c c", "d c", "e e"), lines("a P", "b Q", "c P", "d Q", "e Q"), lines("P", "Q"));
        assertThat(ids).containsOnlyKeys("a", "c", "e");
        assertThat(ids.values()).doesNotHaveDuplicates();
    }

    private static Map<String, String> assign(String[] components, String[] held, String[] persons) {
        Map<String, String> ids = new TreeMap<>();
        PersonIds.assign(
                        rows("record string, component string", components)
                                .join(rows("record string, held_person string", held), new String[] {"record"}, "left"),
                        rows(
                                "person_id string, made_in bigint",
                                Arrays.stream(persons)
                                        .map(person -> person.contains(",") ? person : person + ",1")
                                        .toArray(String[]::new)))
                .collectAsList()
                .forEach(row -> assertThat(ids.put(row.getAs("component"), row.getAs("person_id")))
                        .isNull());
        return ids;
    }

    private static String[] lines(String... words) {
        return Arrays.stream(words).map(line -> line.replace(' ', ',')).toArray(String[]::new);
    }
}
