package org.charthouse.synthetic.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawTest {

    private final Draw draw = new Draw(42);

    @Test
    void theSameQuestionHasTheSameAnswer() {
        assertThat(draw.fraction("a", 1)).isEqualTo(new Draw(42).fraction("a", 1));
    }

    @Test
    void anotherSeedOrWordHasAnotherAnswer() {
        assertThat(draw.fraction("a", 1)).isNotEqualTo(new Draw(43).fraction("a", 1));
        assertThat(draw.fraction("a", 1)).isNotEqualTo(draw.fraction("a", 2));
        assertThat(draw.fraction("ab", "c")).isNotEqualTo(draw.fraction("a", "bc"));
    }

    @Test
    void aShareIsMetInTheLongRun() {
        long hits = IntStream.range(0, 10_000)
                .filter(i -> draw.happens(0.2, "share", i))
                .count();
        assertThat(hits).isBetween(1_900L, 2_100L);
    }
}
