package org.charthouse.synthetic.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charthouse.synthetic.delivery.Act.Form;
import org.charthouse.synthetic.source.Draw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FateTest {

    @ParameterizedTest
    @EnumSource(Fate.class)
    void everyFatePlantsSomethingAfterTheFirstDelivery(Fate fate) {
        assertThat(fate.in(Slot.FIRST).isPlanted()).isFalse();
        assertThat(Stream.of(Slot.values()).anyMatch(slot -> fate.in(slot).isPlanted()))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fate.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OVERLAP"})
    void everyFateButTheOverlapIsWishedForSomeRecord(Fate fate) {
        assertThat(Stream.concat(Wish.WHOLE.stream(), Wish.SINGLE.stream()).map(Wish::fate))
                .contains(fate);
    }

    @ParameterizedTest
    @EnumSource(Fate.class)
    void noSourceDeletesWhatItNeverDelivered(Fate fate) {
        Set<Slot> deletions = EnumSet.allOf(Slot.class).stream()
                .filter(slot -> fate.in(slot).form() == Form.DELETED)
                .collect(Collectors.toSet());
        if (!deletions.isEmpty()) {
            assertThat(Stream.of(Slot.FIRST, Slot.LATE)
                            .map(slot -> fate.in(slot).form()))
                    .anyMatch(form -> form != Form.ABSENT);
        }
    }

    @Test
    void versionsOfOneWeekFollowEachOther() {
        Schedule schedule = new Schedule(LocalDate.parse("2026-01-31"), 3);
        var draw = new Draw(1);
        for (int about = 0; about < 50; about++) {
            var second = schedule.within(1, 2, draw, about);
            var third = schedule.within(1, 3, draw, about);
            assertThat(second).isAfter(schedule.start(1)).isBefore(third);
            assertThat(third).isBefore(schedule.start(2));
        }
    }
}
