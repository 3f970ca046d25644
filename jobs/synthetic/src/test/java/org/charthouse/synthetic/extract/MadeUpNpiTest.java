package org.charthouse.synthetic.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MadeUpNpiTest {

    @Test
    void endsInItsCheckDigit() {
        assertThat(MadeUpNpi.of(1)).isEqualTo("9999800011");
        assertThat(MadeUpNpi.of(2)).isEqualTo("9999800029");
    }
}
