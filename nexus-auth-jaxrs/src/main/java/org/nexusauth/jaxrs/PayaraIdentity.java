package org.nexusauth.jaxrs;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.Principal;
import java.util.Optional;
import javax.security.auth.Subject;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * The caller on Payara: a security context of the thread, with the permissions as groups, which
 * Payara maps to the roles of the same names. Its classes are looked up by name, since other
 * servers do not have them.
 *
 * @param current returns the security context of the thread
 * @param change sets the security context of the thread
 * @param context makes a security context of a name and a subject
 * @param group makes a group of a name
 */
record PayaraIdentity(
    MethodHandle current, MethodHandle change, MethodHandle context, MethodHandle group)
    implements ContainerIdentity {
  private static final String CONTEXT = "com.sun.enterprise.security.SecurityContext";
  private static final String GROUP = "org.glassfish.security.common.Group";

  static Optional<ContainerIdentity> find(ClassLoader application) {
    try {
      Class<?> type = Class.forName(CONTEXT, true, application);
      Class<?> groupType = Class.forName(GROUP, true, application);
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      return Optional.of(
          new PayaraIdentity(
              lookup.findStatic(type, "getCurrent", MethodType.methodType(type)),
              lookup.findStatic(type, "setCurrent", MethodType.methodType(void.class, type)),
              lookup.findConstructor(
                  type, MethodType.methodType(void.class, String.class, Subject.class)),
              lookup.findConstructor(groupType, MethodType.methodType(void.class, String.class))));
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.empty(); // another server, or a version of it that was not tried
    }
  }

  @Override
  public void run(Part part) throws Exception {
    Object before = ServerCall.of(current);
    try {
      part.run(
          key -> {
            if (key != null) {
              ServerCall.of(change, contextOf(key));
            }
          });
    } finally {
      ServerCall.of(change, before);
    }
  }

  /** The key itself stays out: Payara keeps subjects' principals for longer than a request. */
  private Object contextOf(VerifiedApiKey key) {
    Subject subject = new Subject();
    for (String permission : key.permissions()) {
      subject.getPrincipals().add((Principal) ServerCall.of(group, permission));
    }
    return ServerCall.of(context, key.getName(), subject);
  }
}
