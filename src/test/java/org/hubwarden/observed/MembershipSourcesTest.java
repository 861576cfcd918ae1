package org.hubwarden.observed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MembershipSourcesTest {

    private static final Set<String> ADMINS = Set.of("jupyterhub-admins", "3001");

    private static MembershipRecord record(String member, String group, String source) {
        return new MembershipRecord(member, group, source);
    }

    @Test
    void servicesBeyondFiles() {
        String text =
                "# passwd: old\npasswd: files [NOTFOUND=continue] sss  systemd # ldap\n group :compat ldap\nhosts: dns\n";

        assertEquals(
                List.of("sss", "systemd", "ldap"),
                NameServiceSwitch.servicesBeyondFiles(text, List.of("passwd", "group")));
        assertEquals(List.of(), NameServiceSwitch.servicesBeyondFiles("passwd: files\n", List.of("passwd")));
    }

    @Test
    void pamGroup() {
        String text = """
                # *;*;mallory;Al0000-2400;jupyterhub-admins
                login;*;alice|bob;Al0000-2400;games, jupyterhub-admins
                *;*;%staff;Al0000-2400;3001
                *;*;eve;\\
                Al0000-2400;jupyterhub-admins # why
                *;*;zoe;Al0000-2400;games
                *;*;jupyter-*;Al0000-2400;jupyterhub-admins""";

        assertEquals(
                List.of(
                        record("alice", "jupyterhub-admins", "/g line 2"),
                        record("bob", "jupyterhub-admins", "/g line 2"),
                        record(MembershipRecord.EVERYBODY, "3001", "/g line 3"),
                        record("eve", "jupyterhub-admins", "/g line 4"),
                        record(MembershipRecord.EVERYBODY, "jupyterhub-admins", "/g line 7")),
                GroupConf.membersOf("/g", text, ADMINS));
    }

    private static List<MembershipRecord> userdb(String path, String content) {
        return UserdbRecords.membersOf(path, content, ADMINS);
    }

    @Test
    void userdbMembershipFiles() {
        String path = "/etc/userdb/jupyter-a:jupyterhub-admins.membership";

        assertEquals(List.of(record("jupyter-a", "jupyterhub-admins", path)), userdb(path, "{}"));
        assertEquals(List.of(), userdb("/etc/userdb/jupyter-a:games.membership", ""));
        assertEquals(List.of(), userdb("/etc/userdb/jupyterhub-admins.membership", ""));
    }

    @Test
    void userdbUsersAndGroups() {
        assertEquals(
                List.of(record("a", "jupyterhub-admins", "/u/a.user"), record("a", "3001", "/u/a.user")),
                userdb("/u/a.user", "{\"userName\":\"a\",\"gid\":3001,\"memberOf\":[\"x\",\"jupyterhub-admins\"]}"));
        assertEquals(
                List.of(record("b", "jupyterhub-admins", "/u/b.user")),
                userdb("/u/b.user", "{\"userName\":\"b\",\"perMachine\":[{\"memberOf\":[\"jupyterhub-admins\"]}]}"));
        assertEquals(
                List.of(record("c", "3001", "/u/g.group")),
                userdb("/u/g.group", "{\"groupName\":\"other\",\"gid\":3001,\"members\":[\"c\"]}"));
        assertEquals(List.of(), userdb("/u/a.user", "{\"userName\":\"a\",\"gid\":3001"));
    }

    private static UnitMembership.Fragment unit(String unit, String path, String text) {
        return new UnitMembership.Fragment(unit, path, text);
    }

    @Test
    void units() {
        List<UnitMembership.Fragment> fragments = List.of(
                unit("jupyter@.service", "/u/jupyter@.service", "[Service]\nUser=jupyter-%i\nGroup=games\n"),
                unit("jupyter@.service", "/u/d/x.conf", "[Service]\nSupplementaryGroups=a \\\n jupyterhub-admins\n"),
                unit("jupyter-.service", "/u/e/y.conf", "[Service]\nGroup = 3001\n"),
                unit("other.service", "/u/other.service", "[Unit]\nGroup=3001\n[Service]\n#Group=3001\nUser=x\n"));

        assertEquals(
                List.of(
                        record("jupyter-%i", "jupyterhub-admins", "/u/d/x.conf"),
                        record("jupyter-", "3001", "/u/e/y.conf")),
                UnitMembership.membersOf(fragments, ADMINS));
    }
}
