package org.nexusauth.faults.node;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.faults.server.GuardedServer;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.Subject;

/** A node in a process of its own: Tomcat, the filter, and a way to revoke without a key. */
public final class NodeMain {
  /** What stands before the port in the line that says that the node is ready. */
  static final String PORT = "PORT ";

  private NodeMain() {}

  /** Argument: a file of the gate's properties. */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> settings = SettingsFile.read(Path.of(arguments[0]));
    ApiKeyGate gate = ApiKeyGate.builder(settings).build();
    Tomcat tomcat = GuardedServer.by(gate, Path.of(arguments[0]).getParent());
    Context context = (Context) tomcat.getHost().findChildren()[0];
    Tomcat.addServlet(context, "revoke", new Revoking(gate.revocationWriter().orElseThrow()))
        .addMapping("/revoke");
    tomcat.start();
    System.out.println(PORT + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }

  /** Revokes the key that the query names, and answers when that is done. */
  private static final class Revoking extends HttpServlet {
    private final transient RevocationWriter writer;

    Revoking(RevocationWriter writer) {
      this.writer = writer;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Subject subject =
          Subject.key(
              request.getParameter("iss"),
              request.getParameter("organization"),
              request.getParameter("integration"),
              request.getParameter("id"));
      writer.revoke(new Revocation(subject, Instant.now(), null, null, "leaked"));
      response.getWriter().print("revoked");
    }
  }
}
