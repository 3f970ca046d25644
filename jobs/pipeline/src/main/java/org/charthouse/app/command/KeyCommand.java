package org.charthouse.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.charthouse.app.House;
import org.charthouse.app.StateChange;
import org.charthouse.key.Keyring;
import org.charthouse.lake.AccessLog;
import org.charthouse.lake.Lake;
import org.charthouse.lake.TableWriter;
import org.charthouse.spec.TableName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse key new}, {@code key list} and {@code key apply}. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Works with the keys that encrypt tables at rest. Keys themselves are never shown.",
        subcommands = {KeyCommand.New.class, KeyCommand.Names.class, KeyCommand.Apply.class})
final class KeyCommand {

    /** Makes a key. */
    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            description = "Makes a master key (256 bits) and adds it to a keyring; makes the keyring if there is none.")
    static final class New implements Callable<Integer> {

        @Option(names = "--file", required = true, paramLabel = "FILE", description = "The keyring, outside the lake.")
        private Path file = Path.of("");

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "Name of the key: phi-2026.")
        private String name = "";

        @Override
        public Integer call() {
            Keyring.add(file, name);
            System.out.println("Key '" + name + "' is in " + file.toAbsolutePath());
            System.out.println("Keep a copy apart from the lake and its copies: without the key the data are lost.");
            return 0;
        }
    }

    /** Lists keys. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the names of the keys of a keyring.")
    static final class Names implements Callable<Integer> {

        @Option(names = "--file", required = true, paramLabel = "FILE", description = "The keyring.")
        private Path file = Path.of("");

        @Override
        public Integer call() {
            new Keyring(file.toString()).names().forEach(System.out::println);
            return 0;
        }
    }

    /** Encrypts what is in clear or under another key. */
    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = {
                "Brings every table of an encrypted zone under the key that is configured: what is in clear, or under",
                "another key, is written again. Older versions stay as they are until 'maintain' forgets their states."
            })
    static final class Apply implements Callable<Integer> {

        @Mixin
        private HouseOptions options = new HouseOptions();

        @Override
        public Integer call() {
            House house = options.house();
            Lake lake = house.lake();
            List<TableName> tables = lake.tables();
            long changed = new StateChange(house, lake)
                    .make(
                            "key apply",
                            tables,
                            () -> tables.stream()
                                    .filter(table -> apply(house, lake, table))
                                    .count());
            System.out.println(changed + " tables were written again");
            return 0;
        }

        /** Others may add to the access log meanwhile, so its own lock is held. */
        private static boolean apply(House house, Lake lake, TableName table) {
            AtomicBoolean isNew = new AtomicBoolean();
            Runnable work = () -> isNew.set(new TableWriter(lake).encrypt(table));
            if (table.equals(AccessLog.TABLE)) {
                house.accessLog(lake).hold(work);
            } else {
                work.run();
            }
            if (isNew.get()) {
                System.out.println(table + " is under key " + lake.key(table).orElseThrow());
            }
            return isNew.get();
        }
    }
}
