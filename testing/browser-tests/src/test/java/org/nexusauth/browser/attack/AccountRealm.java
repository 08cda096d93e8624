package org.nexusauth.browser.attack;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.Wrapper;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.realm.RealmBase;

/** Accounts whose roles can be changed while they are signed in. The name is the password. */
final class AccountRealm extends RealmBase {
  private final Map<String, List<String>> roles = new ConcurrentHashMap<>();

  void setRoles(String account, String... names) {
    roles.put(account, List.of(names));
  }

  @Override
  protected String getPassword(String account) {
    return account;
  }

  @Override
  protected Principal getPrincipal(String account) {
    return roles.containsKey(account) ? new GenericPrincipal(account, List.of()) : null;
  }

  @Override
  public boolean hasRole(Wrapper wrapper, Principal principal, String role) {
    return roles.getOrDefault(principal.getName(), List.of()).contains(role);
  }
}
