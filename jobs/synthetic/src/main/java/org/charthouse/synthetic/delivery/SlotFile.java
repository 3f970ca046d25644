package org.charthouse.synthetic.delivery;

import java.nio.file.Path;
import org.charthouse.synthetic.delivery.Ledger.Place;
import org.charthouse.synthetic.source.LineFile;
import org.jspecify.annotations.Nullable;

/** One file of one delivery; it exists once it has a line. */
final class SlotFile implements AutoCloseable {

    private final Routes routes;
    private final Slot slot;
    private final String name;
    private final String header;
    private @Nullable LineFile out;

    SlotFile(Routes routes, Slot slot, String name, String header) {
        this.routes = routes;
        this.slot = slot;
        this.name = name;
        this.header = header;
    }

    Place write(String line) {
        LineFile file = out;
        if (file == null) {
            file = new LineFile(routes.file(slot, name));
            out = file;
            if (!header.isEmpty()) {
                file.write(header);
            }
        }
        return new Place(routes.schedule().date(slot.delivery()), path(), file.write(line));
    }

    String path() {
        return routes.path(slot, name);
    }

    Path file() {
        return routes.file(slot, name);
    }

    boolean exists() {
        return out != null;
    }

    @Override
    public void close() {
        if (out != null) {
            out.close();
        }
    }
}
