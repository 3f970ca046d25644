package org.charthouse.synthetic.delivery;

import java.nio.file.Path;

/**
 * Where files go.
 *
 * @param source the facility's directory below landing
 * @param landing the landing directory of all facilities
 * @param first directory for the good files of the first delivery, which are spoilt on their way to landing
 */
public record Routes(String source, Schedule schedule, Path landing, Path first) {

    /** The path of a file below landing, with slashes. */
    String path(Slot slot, String file) {
        return source + "/" + schedule.date(slot.delivery()) + "/" + file;
    }

    /** Where the file is written. */
    Path file(Slot slot, String file) {
        return slot == Slot.FIRST ? first.resolve(file) : landing.resolve(path(slot, file));
    }

    /** True if files of this slot are to be delivered. */
    boolean isOpen(Slot slot) {
        return slot.step() <= schedule.count();
    }
}
