package org.charthouse.app.command;

import java.util.concurrent.Callable;
import org.charthouse.app.House;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code charthouse check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Checks everything under conf/ and schemas/, and the keyring if zones are encrypted, without starting Spark. Tells"
                        + " all problems of the files and feeds at once; when those are mended, all of views and queries.")
final class CheckCommand implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Override
    public Integer call() {
        House house = options.house();
        house.keys();
        house.checkCodes();
        System.out.printf(
                "Configuration is sound: %d feeds, %d extract tables, %d resource types, %d mappings, %d corrections,"
                        + " %d contracts, %d views, %d marts, %d reports, %d code lists%n",
                house.specs().feeds().size(),
                house.specs().extracts().size(),
                house.specs().elements().size(),
                house.specs().mappings().size(),
                house.specs().corrections().size(),
                house.specs().contracts().size(),
                house.specs().views().size(),
                house.specs().marts().size(),
                house.specs().reports().size(),
                house.specs().codes().size());
        return 0;
    }
}
