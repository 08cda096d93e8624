package org.nexusauth.jaxrs;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rule of a resource method at its nearest level: the method or what it overrides, the
 * class or what it extends and implements, the application.
 */
final class Rules {
  private Rules() {}

  static Rule of(Class<?> resource, Method method, @Nullable Class<?> application) {
    for (AnnotatedElement element : levels(resource, method, application)) {
      if (Annotated.hasSecurity(element)) {
        return Annotated.rule(element);
      }
    }
    return new Rule.None();
  }

  private static List<AnnotatedElement> levels(
      Class<?> resource, Method method, @Nullable Class<?> application) {
    List<AnnotatedElement> levels = new ArrayList<>();
    levels.add(method);
    for (Class<?> type : typesOf(resource)) {
      addMethod(levels, type, method);
    }
    // A method that the class inherits belongs to the class that declares it, and so to its
    // annotations.
    levels.add(method.getDeclaringClass());
    levels.addAll(typesOf(resource));
    if (application != null) {
      levels.addAll(typesOf(application));
    }
    return levels;
  }

  private static void addMethod(List<AnnotatedElement> levels, Class<?> type, Method method) {
    try {
      Method same = type.getDeclaredMethod(method.getName(), method.getParameterTypes());
      if (!Modifier.isStatic(same.getModifiers())) {
        levels.add(same);
      }
    } catch (NoSuchMethodException e) {
      // This type does not declare it; a generic parameter's erasure differs, see generic().
      generic(type, method).ifPresent(levels::add);
    }
  }

  /** Finds a declaration whose parameters are more general, as an interface with generics has. */
  private static Optional<Method> generic(Class<?> type, Method method) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(one -> one.getName().equals(method.getName()) && Annotated.hasSecurity(one))
        .filter(one -> takes(one.getParameterTypes(), method.getParameterTypes()))
        .findFirst();
  }

  private static boolean takes(Class<?>[] general, Class<?>[] special) {
    boolean takes = general.length == special.length;
    for (int i = 0; takes && i < general.length; i++) {
      takes = general[i].isAssignableFrom(special[i]);
    }
    return takes;
  }

  /** Returns a class, then what it extends, then what all of these implement. */
  private static Set<Class<?>> typesOf(Class<?> type) {
    Set<Class<?>> types = new LinkedHashSet<>();
    for (Class<?> one = type; one != null && one != Object.class; one = one.getSuperclass()) {
      types.add(one);
    }
    for (Class<?> one : List.copyOf(types)) {
      addInterfaces(types, one);
    }
    return types;
  }

  private static void addInterfaces(Set<Class<?>> types, Class<?> type) {
    for (Class<?> one : type.getInterfaces()) {
      types.add(one);
      addInterfaces(types, one);
    }
  }
}
