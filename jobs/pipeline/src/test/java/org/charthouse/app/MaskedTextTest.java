package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MaskedTextTest {

    private final MaskedText mask = new MaskedText(Set.of("resourceType", "family", "id"));

    @Test
    void lettersAndDigitsGoAndFormStays() {
        assertThat(mask.of("7,MRN-07,\"O'Neil, Zoë\",,1990-01-31T08:00Z"))
                .isEqualTo("9,xxx-99,\"x'xxxx, xxx\",,9999-99-99x99:99x");
    }

    @Test
    void whatIsNoPlainTextIsMaskedToo() {
        assertThat(mask.of("e\u0301\u00a0\u0661\u5c71\ud83d\ude00\u001b[2J")).isEqualTo("xxxxxxxx[9x");
    }

    @Test
    void namesOfMembersThatFhirHasStayAndOthersDoNot() {
        assertThat(mask.of("{\"resourceType\":\"Patient\", \"family\" : [\"Ng\"],\"Zwingli\":{\"id\":12"))
                .isEqualTo("{\"resourceType\":\"xxxxxxx\", \"family\" : [\"xx\"],\"xxxxxxx\":{\"id\":99");
        assertThat(mask.of("{\"Zwingli\":\"family\"}")).isEqualTo("{\"xxxxxxx\":\"xxxxxx\"}");
    }

    @Test
    void anUnmaskedTextDoesNotCommandTheTerminal() {
        assertThat(MaskedText.unmasked("a\u001b[2J\tb\u0000")).isEqualTo("a\\u001b[2J\tb\\u0000");
    }
}
