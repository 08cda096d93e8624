package org.nexusauth.contract.server;

import java.nio.file.Path;
import java.util.Locale;
import org.nexusauth.contract.app.HelloApplication;
import org.nexusauth.contract.app.HelloResource;
import org.nexusauth.contract.app.HelloServlet;

/** The applications that every server runs, side by side. */
public enum Deployment {
  HELLO;

  public String contextPath() {
    return "/" + name().toLowerCase(Locale.ROOT);
  }

  /** Writes this deployment's WAR as the server needs it. */
  Path war(ServerKind kind) {
    War war =
        new War()
            .classes(HelloServlet.class, HelloApplication.class, HelloResource.class)
            .libraries(Layout.closure("doors"));
    if (!kind.isPlatform()) {
      war.libraries(Layout.closure("jersey"));
    }
    return war.write(Layout.folder("wars/" + kind).resolve(contextPath().substring(1) + ".war"));
  }
}
