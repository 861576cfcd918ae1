package org.hubwarden.host.linux;

import java.util.List;
import java.util.Optional;
import org.hubwarden.host.linux.files.Chase;
import org.hubwarden.host.linux.files.EffectiveUser;
import org.hubwarden.host.linux.files.Root;

/** Judges whether anybody but one owner can have decided what a path leads to, and what stands there. */
final class Trust {

    private final long owner;

    /** For that owner. */
    Trust(long owner) {
        this.owner = owner;
    }

    /** On the machine only root is believed; in a tree, who we are. */
    static Trust of(Root root) {
        return new Trust(root.isMachine() ? 0 : EffectiveUser.uid());
    }

    /** The first reason against it, as a sentence; empty when it can be believed. */
    Optional<String> fault(List<Chase.Step> steps) {
        return steps.stream().flatMap(s -> fault(s).stream()).findFirst();
    }

    private Optional<String> fault(Chase.Step step) {
        // A link has no permissions of its own; its directory is judged.
        if (!step.stat().isLink() && step.stat().othersCanWrite()) {
            return Optional.of(step.path() + " can be written by others than its owner; whoever writes it is root here."
                    + " Take that right away: chmod go-w " + step.path());
        }
        if (step.stat().uid() != owner) {
            return Optional.of(step.path() + " belongs to uid " + step.stat().uid() + " and must belong to uid " + owner
                    + "; whoever owns it is root here. Look what is in it, then: chown -h " + owner + " "
                    + step.path());
        }
        return Optional.empty();
    }
}
