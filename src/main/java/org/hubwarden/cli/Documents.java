package org.hubwarden.cli;

import org.hubwarden.reconcile.Assessment;

/** What commands print for programs, for those who hand it over in another way. */
public final class Documents {

    private Documents() {}

    /**
     * What {@code hubwarden plan --json} prints.
     *
     * @param file where the state file is
     */
    public static String plan(Assessment assessment, String file) {
        return PlanJson.of(assessment, file);
    }
}
