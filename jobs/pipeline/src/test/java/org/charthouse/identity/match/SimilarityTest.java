package org.charthouse.identity.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTest {

    /** The figures of Winkler's table of 1994, cut after four digits. */
    @ParameterizedTest
    @CsvSource({
        "shackleford, shackelford, 0.9818",
        "dunningham, cunnigham, 0.8963",
        "nichleson, nichulson, 0.9556",
        "jones, johnson, 0.8323",
        "massey, massie, 0.9333",
        "abroms, abrams, 0.9222",
        "hardin, martinez, 0.7222",
        "jeraldine, geraldine, 0.9259",
        "marhta, martha, 0.9611",
        "michelle, michael, 0.9214",
        "julies, julius, 0.9333",
        "tanya, tonya, 0.8800",
        "dwayne, duane, 0.8400",
        "sean, susan, 0.8050",
        "jon, john, 0.9333",
        "abc, xyz, 0",
        "same, same, 1"
    })
    void jaroWinklerIsAsPublishedAndTheSameBothWays(String one, String other, double expected) {
        assertThat(Similarity.jaroWinkler(one, other)).isEqualTo(expected, within(1e-4));
        assertThat(Similarity.jaroWinkler(other, one)).isEqualTo(expected, within(1e-4));
    }

    @ParameterizedTest
    @CsvSource({
        "19740703, 19740703, 0",
        "19740703, 19740730, 1",
        "19740703, 19470703, 1",
        "19740703, 1974073, 1",
        "19740703, 19740704, 1",
        "smith, smyth, 1",
        "smith, smiht, 1",
        "smith, mitsh, 2",
        "kitten, sitting, 3",
        "ca, abc, 3",
        "a, bcdefghijklmnop, 10",
        "abcdefghijkl, mnopqrstuvwx, 10"
    })
    void editsCountOneForTwoNeighboursThatAreSwappedAndStopAtTheMost(String one, String other, int expected) {
        assertThat(Similarity.edits(one, other, 9)).isEqualTo(expected);
        assertThat(Similarity.edits(other, one, 9)).isEqualTo(expected);
        assertThat(Similarity.edits(one, other, 2)).isEqualTo(Math.min(expected, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "12 high st, high st 12, 1",
        "12 high st, 12 high st flat 4, 1",
        "12 high st, 14 high st, 0.6667",
        "a a b, a c d, 0.3333",
        "garcia lopez, lopez, 1",
        "one, two, 0"
    })
    void wordsAreTheShareOfTheShorterTextEachWordAsOftenAsItStandsThere(String one, String other, double expected) {
        assertThat(Similarity.words(one, other)).isEqualTo(expected, within(5e-5));
    }

    @ParameterizedTest
    @CsvSource({
        "marta, mata, true",
        "emma, emam, true",
        "jon, john, true",
        "emma, ella, false",
        "jon, jan, false",
        "emma, emma, false",
        "mia, maia lou, false"
    })
    void aSlipIsALetterLeftOutOrTwoNeighboursSwapped(String one, String other, boolean isSlip) {
        assertThat(Similarity.isSlip(one, other)).isEqualTo(isSlip);
        assertThat(Similarity.isSlip(other, one)).isEqualTo(isSlip);
    }
}
