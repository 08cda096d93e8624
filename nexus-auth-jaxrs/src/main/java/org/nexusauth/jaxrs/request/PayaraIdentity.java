package org.nexusauth.jaxrs.request;

import java.lang.invoke.MethodHandle;
import java.security.Principal;
import java.util.Optional;
import javax.security.auth.Subject;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * The caller on Payara: a security context of the thread, with the permissions as groups, which
 * Payara maps to the roles of the same names.
 *
 * @param getCurrent returns the security context of the thread
 * @param setCurrent sets the security context of the thread
 * @param newContext makes a security context of a name and a subject
 * @param newGroup makes a group of a name
 */
record PayaraIdentity(
    MethodHandle getCurrent,
    MethodHandle setCurrent,
    MethodHandle newContext,
    MethodHandle newGroup)
    implements ContainerIdentity {

  static Optional<ContainerIdentity> findIn(ClassLoader application) {
    try {
      Class<?> context =
          Class.forName("com.sun.enterprise.security.SecurityContext", true, application);
      Class<?> group = Class.forName("org.glassfish.security.common.Group", true, application);
      return Optional.of(
          new PayaraIdentity(
              ServerMethods.find(context, "getCurrent"),
              ServerMethods.find(context, "setCurrent", context),
              ServerMethods.findConstructor(context, String.class, Subject.class),
              ServerMethods.findConstructor(group, String.class)));
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.empty(); // another server, or a version of it that was not tried
    }
  }

  @Override
  public void run(Part part) throws Exception {
    Object before = ServerMethods.callUnchecked(getCurrent);
    try {
      part.run(key -> ServerMethods.callUnchecked(setCurrent, contextOf(key)));
    } finally {
      ServerMethods.callUnchecked(setCurrent, before);
    }
  }

  /** Leaves out the key itself: Payara keeps subjects' principals for longer than a request. */
  private Object contextOf(VerifiedApiKey key) {
    Subject subject = new Subject();
    for (String permission : key.permissions()) {
      subject.getPrincipals().add((Principal) ServerMethods.callUnchecked(newGroup, permission));
    }
    return ServerMethods.callUnchecked(newContext, key.getName(), subject);
  }
}
