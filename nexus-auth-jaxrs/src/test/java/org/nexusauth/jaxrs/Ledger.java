package org.nexusauth.jaxrs;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.AsyncResult;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import java.util.concurrent.Future;

/** An enterprise bean that resources call. Servers want such a class at the top level. */
@Stateless
public class Ledger {
  @Resource SessionContext context;

  static String caller(SessionContext context) {
    return context.getCallerPrincipal().getName()
        + " "
        + context.isCallerInRole("read")
        + " "
        + context.isCallerInRole("admin");
  }

  @RolesAllowed("read")
  public String read() {
    return caller(context);
  }

  @RolesAllowed("read")
  @Asynchronous
  public Future<String> later() {
    return new AsyncResult<>(caller(context));
  }

  @RolesAllowed("admin")
  public String administer() {
    return caller(context);
  }

  @PermitAll
  public String open() {
    return caller(context);
  }
}
