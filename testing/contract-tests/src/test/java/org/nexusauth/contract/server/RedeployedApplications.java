package org.nexusauth.contract.server;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nexusauth.contract.app.AskedStore;
import org.nexusauth.contract.app.EmptyFeed;
import org.nexusauth.contract.app.GrantingLimits;
import org.nexusauth.contract.app.SocketApplication;
import org.nexusauth.contract.app.SocketEndpoint;
import org.nexusauth.contract.app.TestApplication;
import org.nexusauth.limit.store.LimitStoreProvider;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationStore;

/** Applications with both filters and all that works in their background. */
public final class RedeployedApplications {

  /** Its keys are read over https again and again; its store is asked on the fence's threads. */
  public static final String ASKED = "/asked";

  /** Its keys are read from a file again and again; its store is followed by a thread. */
  public static final String FOLLOWED = "/followed";

  private RedeployedApplications() {}

  /** Writes both WARs; returns them by context path. */
  static Map<String, Path> wars(String https, Path file) {
    Map<String, Path> wars = new LinkedHashMap<>();
    wars.put(
        ASKED, war(ASKED, https, TestApplication.service(RevocationStore.class, AskedStore.class)));
    wars.put(
        FOLLOWED,
        war(
            FOLLOWED,
            file.toString(),
            TestApplication.service(RevocationFeed.class, EmptyFeed.class)));
    return wars;
  }

  private static Path war(String context, String keys, Map<String, byte[]> store) {
    War war =
        new War()
            .libraries(Layout.closure("filters"))
            .libraries(Layout.closure("jersey"))
            .classes(TestApplication.common())
            .classes(TestApplication.securedResources())
            .classes(SocketApplication.class, SocketEndpoint.class)
            .classes(AskedStore.class, EmptyFeed.class, GrantingLimits.class);
    TestApplication.services().forEach(war::entry);
    store.forEach(war::entry);
    TestApplication.service(LimitStoreProvider.class, GrantingLimits.class).forEach(war::entry);
    WebXml webXml =
        new WebXml()
            .keysFrom(keys)
            .contextParam("nexus.auth.failures.per.minute", "100000")
            .contextParam("nexus.auth.revocation.cache", "60")
            .contextParam("nexus.auth.limit.store", GrantingLimits.NAME)
            .filter();
    war.entry("WEB-INF/web.xml", webXml.bytes());
    return war.write(Layout.folder("wars/redeployed").resolve(context.substring(1) + ".war"));
  }
}
