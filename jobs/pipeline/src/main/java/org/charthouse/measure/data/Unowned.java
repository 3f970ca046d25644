package org.charthouse.measure.data;

import java.util.concurrent.atomic.AtomicLong;

/** Counts resources that are about a person and went to none; several threads may count. */
public final class Unowned {

    private final AtomicLong nobody = new AtomicLong();
    private final AtomicLong absent = new AtomicLong();

    void ofNobody() {
        nobody.incrementAndGet();
    }

    void ofAbsent() {
        absent.incrementAndGet();
    }

    /** Resources that name no Patient, or name one by identifier alone. */
    public long namingNobody() {
        return nobody.get();
    }

    /** Resources that name a Patient who is in none of the files that are read together with theirs. */
    public long namingAbsent() {
        return absent.get();
    }
}
