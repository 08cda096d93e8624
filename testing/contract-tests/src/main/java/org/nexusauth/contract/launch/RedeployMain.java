package org.nexusauth.contract.launch;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * Embedded Tomcat that deploys and undeploys its applications on command, a line at a time on
 * standard input: {@code deploy}, {@code undeploy}, {@code look}. Each is answered by one line on
 * standard output; the end of the input stops it.
 */
public final class RedeployMain {

  private final Tomcat tomcat;
  private final Launch launch;
  private final Remains remains = new Remains();
  private final List<Context> deployed = new ArrayList<>();

  private RedeployMain(Tomcat tomcat, Launch launch) {
    this.tomcat = tomcat;
    this.launch = launch;
  }

  /**
   * Starts Tomcat without an application.
   *
   * @param args what {@link Launch} says
   * @throws Exception if Tomcat itself cannot start
   */
  public static void main(String[] args) throws Exception {
    Launch launch = Launch.parse(args);
    Tomcat tomcat = TomcatMain.prepare(launch);
    tomcat.start();
    RedeployMain redeploy = new RedeployMain(tomcat, launch);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      System.out.println(redeploy.runCommand(line));
    }
    tomcat.stop();
    tomcat.destroy();
  }

  private String runCommand(String command) {
    return switch (command) {
      case "deploy" -> deployApplication();
      case "undeploy" -> undeployApplication();
      case "look" -> remains.look();
      default -> "what is \"" + command + "\"?";
    };
  }

  private String deployApplication() {
    remains.begin();
    for (Launch.Application application : launch.applications()) {
      Context context = TomcatMain.deploy(tomcat, application);
      deployed.add(context);
      remains.watch(context.getLoader().getClassLoader());
    }
    return "deployed " + deployed.stream().filter(one -> one.getState().isAvailable()).count();
  }

  private String undeployApplication() {
    int count = deployed.size();
    for (Context context : deployed) {
      tomcat.getHost().removeChild(context);
    }
    deployed.clear();
    return "undeployed " + count;
  }
}
