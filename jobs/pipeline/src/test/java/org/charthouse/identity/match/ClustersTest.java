package org.charthouse.identity.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links are written {@code "a b 12"}: two records and the odds, in bits. */
class ClustersTest {

    @Test
    void whatIsLinkedIsOneGroupNamedByItsLeastRecord() {
        assertThat(groups(links("c b 9", "b a 8", "e d 9"), links(), links())).isEqualTo("abc de");
    }

    @Test
    void aThirdRecordDoesNotTieTogetherWhatMustStayApart() {
        assertThat(groups(links("a b 9", "b c 8"), links("a c 0"), links())).isEqualTo("ab");
        assertThat(groups(links("a b 7", "b c 8"), links("a c 0"), links())).isEqualTo("bc");
    }

    @Test
    void onALongWayTheWeakestLinkIsCut() {
        assertThat(groups(links("a b 9", "b c 3", "c d 8", "d e 9"), links("a e 0"), links()))
                .isEqualTo("ab cde");
    }

    @Test
    void linksThatWereCutAreTold() {
        Clusters clusters = clusters(links("a b 9", "b c 8"), links("a c 0"), links(), List.of());
        assertThat(clusters.cut())
                .extracting(Pair::a, Pair::b)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("b", "c"));
    }

    @Test
    void onePairThatAgreesDoesNotBringTogetherTwoGroupsThatDisagree() {
        List<Pair> links = links("a b 9", "c d 9", "b c 7");
        assertThat(groups(links, links(), links("a c -9", "a d -9", "b d -9"))).isEqualTo("ab cd");
        assertThat(groups(links, links(), links("a c 2", "a d -1", "b d -3"))).isEqualTo("abcd");
    }

    @Test
    void aGroupThatIsTooLargeIsNotMade() {
        List<Pair> chain = links("a b 9", "b c 8", "c d 7", "d e 6");
        Clusters loose = Clusters.loose(chain, List.of(), 3);
        Clusters clusters = loose.consistent(ties(chain, links(), links()), List.of());
        assertThat(text(clusters)).isEqualTo("abc de");
    }

    @Test
    void whatAPersonSaidOutlivesTheModelAndStandsAgainstIt() {
        List<Said> apart = List.of(new Said("a", "b", false, "somebody"));
        List<Said> one = List.of(new Said("a", "c", true, "somebody"));
        assertThat(text(clusters(links("a b 20"), links(), links(), apart))).isEmpty();
        assertThat(text(clusters(links(), links("a c 0"), links(), one))).isEqualTo("ac");
        assertThat(text(clusters(
                        links("a b 9", "b c 9"), links(), links(), List.of(new Said("a", "c", false, "somebody")))))
                .isEqualTo("ab");
    }

    @Test
    void whatAPersonJoinedTakesInWhatIsLinkedToOneOfThemThoughItDiffersFromTheOther() {
        List<Said> joined = List.of(new Said("a", "b", true, "somebody"));
        assertThat(text(clusters(links("b c 9"), links("a c 0"), links("a b -20"), joined)))
                .isEqualTo("abc");
        assertThat(text(clusters(links("c d 9"), links("a c 0"), links(), joined)))
                .isEqualTo("ab cd");
    }

    @Test
    void twoThingsThatAPersonSaidAgainstEachOtherLeaveRecordsApart() {
        List<Said> said = List.of(
                new Said("a", "b", true, "somebody"),
                new Said("b", "c", true, "somebody"),
                new Said("a", "c", false, "somebody"));
        assertThat(text(clusters(links(), links(), links(), said))).isEqualTo("ab");
    }

    @Test
    void theOrderOfLinksDoesNotMatter() {
        List<Pair> links = links("a b 5", "b c 5", "c d 5", "d a 5", "a c 5");
        String expected = groups(links, links("b d 0"), links());
        for (int i = 0; i < links.size(); i++) {
            List<Pair> turned = new ArrayList<>(links);
            Collections.rotate(turned, i);
            assertThat(groups(turned, links("b d 0"), links())).isEqualTo(expected);
        }
    }

    private static String groups(List<Pair> links, List<Pair> never, List<Pair> others) {
        return text(clusters(links, never, others, List.of()));
    }

    private static Clusters clusters(List<Pair> links, List<Pair> never, List<Pair> others, List<Said> said) {
        return Clusters.loose(links, said, 50).consistent(ties(links, never, others), said);
    }

    private static Clusters.Ties ties(List<Pair> links, List<Pair> never, List<Pair> others) {
        Map<List<String>, Double> odds = new HashMap<>();
        Stream.concat(links.stream(), others.stream())
                .forEach(pair -> odds.put(List.of(pair.a(), pair.b()), pair.odds()));
        return new Clusters.Ties(List.of(), links, never, List.of(), odds);
    }

    private static String text(Clusters clusters) {
        Map<String, StringBuilder> groups = new java.util.TreeMap<>();
        clusters.persons()
                .forEach((record, least) -> groups.computeIfAbsent(least, absent -> new StringBuilder())
                        .append(record));
        return String.join(" ", groups.values());
    }

    private static List<Pair> links(String... links) {
        return Arrays.stream(links)
                .map(link -> link.split(" "))
                .map(parts -> parts[0].compareTo(parts[1]) < 0
                        ? pair(parts[0], parts[1], parts[2])
                        : pair(parts[1], parts[0], parts[2]))
                .toList();
    }

    private static Pair pair(String a, String b, String odds) {
        return new Pair(a, b, 0, Double.parseDouble(odds), 0, Decision.MATCH);
    }
}
