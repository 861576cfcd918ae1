package org.hubwarden.plan;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something about the machine that can be put right, and put wrong again by somebody else, whichever way round. What two
 * programs may fight over.
 *
 * @param subject the account, group or path it is about
 * @param member who is in the group or is not; empty for anything but a membership
 */
public record Fact(Kind kind, String subject, String member) implements Comparable<Fact> {

    /** What sort of thing. */
    public enum Kind {
        MEMBERSHIP,
        GROUP,
        GROUP_LINE,
        ACCOUNT,
        ACCOUNT_LINE,
        LOCK,
        HOME,
        HOME_RIGHTS,
        ADMIN_RULE,
        DENIALS,
        UNIT
    }

    private static final Comparator<Fact> ORDER =
            Comparator.comparing(Fact::kind).thenComparing(Fact::subject).thenComparing(Fact::member);

    /** What a change puts right; empty for one that leaves nothing behind that could be changed back. */
    public static Optional<Fact> of(Change change) {
        if (change instanceof AccountChange account) {
            return of(account);
        }
        if (change instanceof GroupChange group) {
            return of(group);
        }
        if (change instanceof HomeChange home) {
            return Optional.of(about(home instanceof HomeChange.Create ? Kind.HOME : Kind.HOME_RIGHTS, home));
        }
        if (change instanceof LeavingStep || change instanceof DemotionStep) {
            return Optional.empty();
        }
        if (change instanceof UnitChange) {
            return change instanceof UnitChange.Reload ? Optional.empty() : Optional.of(about(Kind.UNIT, change));
        }
        return Optional.of(about(change instanceof SudoersChange.Grant ? Kind.ADMIN_RULE : Kind.DENIALS, change));
    }

    /** All that a plan would put right. */
    public static Set<Fact> of(Plan plan) {
        return plan.changes().stream().flatMap(change -> of(change).stream()).collect(Collectors.toSet());
    }

    private static Optional<Fact> of(AccountChange change) {
        if (change instanceof AccountChange.Adopt || change instanceof AccountChange.Purge) {
            return Optional.empty();
        }
        if (change instanceof AccountChange.Create) {
            return Optional.of(about(Kind.ACCOUNT, change));
        }
        return Optional.of(about(change instanceof AccountChange.Repair ? Kind.ACCOUNT_LINE : Kind.LOCK, change));
    }

    private static Optional<Fact> of(GroupChange change) {
        if (change instanceof GroupChange.Adopt) {
            return Optional.empty();
        }
        if (change instanceof GroupChange.AddMember add) {
            return Optional.of(membership(add.subject(), add.member()));
        }
        if (change instanceof GroupChange.RemoveMember remove) {
            return Optional.of(membership(remove.subject(), remove.member()));
        }
        return Optional.of(about(change instanceof GroupChange.Create ? Kind.GROUP : Kind.GROUP_LINE, change));
    }

    private static Fact about(Kind kind, Change change) {
        return new Fact(kind, change.subject(), "");
    }

    private static Fact membership(String group, String member) {
        return new Fact(Kind.MEMBERSHIP, group, member);
    }

    // Those that records have by themselves take four times as long with the daemon's compiler, and these are keys of
    // maps.
    @Override
    public boolean equals(Object other) {
        return other instanceof Fact fact
                && fact.kind == kind
                && fact.subject.equals(subject)
                && fact.member.equals(member);
    }

    @Override
    public int hashCode() {
        return (kind.hashCode() * 31 + subject.hashCode()) * 31 + member.hashCode();
    }

    /** In words that go before "was put right". */
    String text() {
        return switch (kind) {
            case MEMBERSHIP -> "whether " + Text.printable(member) + " is in the group " + subject;
            case GROUP -> "the group " + subject;
            case GROUP_LINE -> "the line of the group " + subject;
            case ACCOUNT -> "the account " + subject;
            case ACCOUNT_LINE -> "the line of the account " + subject;
            case LOCK -> "the lock of the account " + subject;
            case HOME -> "the home " + subject;
            case HOME_RIGHTS -> "who may enter the home " + subject;
            case ADMIN_RULE, DENIALS, UNIT -> subject;
        };
    }

    @Override
    public int compareTo(Fact other) {
        return ORDER.compare(this, other);
    }
}
