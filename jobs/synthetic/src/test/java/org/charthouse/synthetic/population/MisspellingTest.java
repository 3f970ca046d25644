package org.charthouse.synthetic.population;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MisspellingTest {

    @Test
    void dayAndMonthChangePlaces() {
        assertThat(Misspelling.swapDayAndMonth("1980-03-07")).isEqualTo("1980-07-03");
    }

    @Test
    void aDayThatIsNoMonthStays() {
        assertThat(Misspelling.swapDayAndMonth("1980-03-17")).isEqualTo("1980-03-17");
    }
}
