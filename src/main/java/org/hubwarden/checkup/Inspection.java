package org.hubwarden.checkup;

import java.util.List;

/**
 * What a look at a machine with a JupyterHub came to.
 *
 * @param hub what kind of hub there is, for people
 * @param isHere whether there is any sign of one
 * @param isTljh whether it is The Littlest JupyterHub, by its layout
 * @param areMachines whether these are the machine's own accounts, as with PAM
 * @param accounts how many accounts look like a hub's
 * @param servers how many of their processes' units run
 * @param findings the worst first
 * @param unseen what could not be looked at, sentences without a full stop
 * @param forRoot whether root would have seen more
 */
public record Inspection(
        String hub,
        boolean isHere,
        boolean isTljh,
        boolean areMachines,
        int accounts,
        int servers,
        List<Weakness> findings,
        List<String> unseen,
        boolean forRoot) {

    public Inspection {
        findings = List.copyOf(findings);
        unseen = List.copyOf(unseen);
    }
}
