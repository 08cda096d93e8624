package org.nexusauth.browser.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.nexusauth.browser.ConsoleApplication;
import org.nexusauth.browser.ConsoleHttp;
import org.nexusauth.management.Management;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.audit.AuditVerification;

/**
 * An application with the server's login: an admin, an operator and a viewer of every organization
 * that is given to them, and a rival, who has none of these. Classes of tests share it.
 */
final class AttackedConsole implements AutoCloseable {
  private static final Operator AUDITOR = new Operator("auditor", Role.ADMIN, Set.of());

  private final AccountRealm accounts = new AccountRealm();
  private final ConsoleApplication application;

  private AttackedConsole() throws Exception {
    accounts.setRoles("admin", "nexus-admin");
    accounts.setRoles("second", "nexus-admin");
    accounts.setRoles("rival", "nexus-operator", "nexus-org-rivals");
    application = ConsoleApplication.startWithAccounts(accounts);
    services().organizations().create(FreshRecords.change(), "rivals", "Rivals");
  }

  AccountRealm accounts() {
    return accounts;
  }

  ConsoleApplication application() {
    return application;
  }

  Management management() {
    return application.management();
  }

  ManagementServices services() {
    return management().services();
  }

  /** Returns the number of changes so far: each one is in the audit log. */
  long countChanges() {
    AuditVerification log = services().auditLog().verify(AUDITOR);
    return log.events();
  }

  ConsoleHttp anonymous() {
    return new ConsoleHttp(application.consoleAddress(), Map.of());
  }

  /** Returns a browser's session of an account: credentials, and the cookie of forms. */
  ConsoleHttp as(String account) {
    ConsoleHttp client = withCredentials(account);
    String cookies = ConsoleHttp.cookiesOf(client.get("organizations"));
    return client.with("Cookie", cookies).with("Sec-Fetch-Site", "same-origin");
  }

  ConsoleHttp withCredentials(String account) {
    byte[] pair = (account + ':' + account).getBytes(StandardCharsets.UTF_8);
    return anonymous().with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  @Override
  public void close() throws IOException, LifecycleException {
    application.close();
  }

  /** Gives it to classes of tests. */
  static final class Shared implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(AttackedConsole.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == AttackedConsole.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
      AttackedConsole running = store.get(AttackedConsole.class, AttackedConsole.class);
      if (running == null) {
        running = startConsole();
        store.put(AttackedConsole.class, running); // It is closed with the store.
      }
      return running;
    }

    private static AttackedConsole startConsole() {
      try {
        return new AttackedConsole();
      } catch (Exception e) {
        throw new IllegalStateException("the application does not start", e);
      }
    }
  }
}
