package org.nexusauth.web.metric;

import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.nexusauth.ApiKeyGate;

/**
 * Registers a gate with JMX until it is closed. Gates of several applications in one server have
 * the same realm as a rule: each gets the next free number.
 */
final class JmxAdapter implements AutoCloseable {
  private static final int MAX_GATES = 1_000;

  private final MBeanServer server;
  private final ObjectName name;

  private JmxAdapter(MBeanServer server, ObjectName name) {
    this.server = server;
    this.name = name;
  }

  /**
   * Registers a gate.
   *
   * @throws JMException when JMX does not take it
   */
  static JmxAdapter register(ApiKeyGate gate) throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (int number = 1; number <= MAX_GATES; number++) {
      ObjectName name = nameOf(gate.settings().realm(), number);
      try {
        server.registerMBean(new GateJmx(gate), name);
        return new JmxAdapter(server, name);
      } catch (InstanceAlreadyExistsException e) {
        // Another gate has this name.
      }
    }
    throw new InstanceAlreadyExistsException("more than " + MAX_GATES + " gates");
  }

  private static ObjectName nameOf(String realm, int number) throws JMException {
    String text = number == 1 ? realm : realm + "-" + number;
    return new ObjectName("org.nexusauth:type=Gate,name=" + ObjectName.quote(text));
  }

  ObjectName name() {
    return name;
  }

  @Override
  public void close() throws JMException {
    try {
      server.unregisterMBean(name);
    } catch (InstanceNotFoundException e) {
      // Someone else unregistered it.
    }
  }
}
