package org.hubwarden.plan;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.desired.Servers;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.ServersSight;
import org.hubwarden.spec.UnitText;

/** Our unit files and drop-ins: what they should say, and which of them should go. */
final class UnitFilePlanner {

    private static final int MODE = 0644;

    private final Survey survey;
    private final Draft draft;
    private final Servers servers;
    private final ServersSight sight;
    private final SortedMap<String, String> wanted = new TreeMap<>();
    private final Set<String> left = new HashSet<>();

    UnitFilePlanner(Survey survey, Draft draft, Servers servers) {
        this.survey = survey;
        this.draft = draft;
        this.servers = servers;
        this.sight = survey.observed().servers();
    }

    /**
     * Plans them.
     *
     * @param undisputed users whose accounts are ours
     * @param all every user that the file asks for: what is disputed is left as it is
     * @return whether a file that instances of the template share is to be written
     */
    boolean settle(Map<UnixName, DesiredUser> undisputed, Map<UnixName, DesiredUser> all) {
        all.forEach((account, user) -> pathOf(account, user).ifPresent(left::add));
        undisputed.forEach((account, user) -> pathOf(account, user).ifPresent(left::remove));
        want(undisputed);
        wanted.forEach(this::write);
        sight.files().forEach(this::removeSurplus);
        return draft.writes(UnitText.TEMPLATE_PATH);
    }

    /** Plans those of some users, and what is common to all, and takes nothing away. */
    void settleOnly(Map<UnixName, DesiredUser> users) {
        want(users);
        wanted.forEach(this::write);
    }

    private void want(Map<UnixName, DesiredUser> users) {
        if (servers.spawner() == Servers.Spawner.HUBWARDEN) {
            wanted.put(UnitText.TEMPLATE_PATH, UnitText.template(servers));
            wanted.put(UnitText.SLICE_PATH, UnitText.slice(servers));
        } else {
            wanted.put(UnitText.TLJH_PATH, UnitText.tljh(servers));
        }
        for (Map.Entry<UnixName, DesiredUser> entry : users.entrySet()) {
            Optional<String> path = pathOf(entry.getKey(), entry.getValue());
            Optional<String> text = textOf(entry.getKey(), entry.getValue());
            if (path.isPresent() && text.isPresent()) {
                wanted.put(path.get(), text.get());
            }
        }
    }

    private Optional<String> pathOf(UnixName account, DesiredUser user) {
        Optional<UnitName> unit = servers.spawner() == Servers.Spawner.HUBWARDEN
                ? Optional.of(UnitName.of(account))
                : UnitName.ofTljh(user.name());
        return unit.map(UnitText::dropInPath);
    }

    private Optional<String> textOf(UnixName account, DesiredUser user) {
        return servers.spawner() == Servers.Spawner.HUBWARDEN
                ? UnitText.dropIn(servers, user, account)
                : UnitText.tljhDropIn(servers, user);
    }

    private void write(String path, String content) {
        DropInSight there = sight.at(path);
        if (!UnitText.isDropIn(path) && isSomebodyElses(there)) {
            draft.conflict(
                    path,
                    path
                            + " was not written by hubwarden, and is left alone; move it away, or write hub: {spawner: none}"
                            + " if units are not to be hubwarden's");
            return;
        }
        FileFlaw.of(there, content, MODE, survey.observed().ownershipCounts())
                .ifPresent(flaw -> draft.add(new UnitChange.Write(
                        path,
                        content,
                        there instanceof DropInSight.Absent ? Symbol.CREATE : Symbol.UPDATE,
                        new Reason(flaw))));
    }

    private static boolean isSomebodyElses(DropInSight sight) {
        boolean absent = sight instanceof DropInSight.Absent;
        return !absent && !isOurs(sight);
    }

    private static boolean isOurs(DropInSight sight) {
        return sight instanceof DropInSight.Regular file && file.content().startsWith(UnitText.FIRST_LINE);
    }

    private void removeSurplus(String path, DropInSight there) {
        if (isOurs(there) && !wanted.containsKey(path) && !left.contains(path)) {
            draft.add(new UnitChange.Remove(path, new Reason("nothing special is asked for there any more")));
        }
    }
}
