package io.holcstore.cli;

import java.util.Set;

/**
 * A command on one store.
 *
 * @param name the first word of the command line
 * @param form what follows it, for the help
 * @param help what the command does, for the help
 * @param options the options of this command alone
 * @param action does it, and returns whether all is well
 */
record Command(String name, String form, String help, Set<String> options, Action action) {
    /** Does the work of a command. */
    @FunctionalInterface
    interface Action {
        boolean run(Opened opened) throws Exception;
    }
}
