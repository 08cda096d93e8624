/** What is done in the background: graces of rotations, keys that are first seen, mending. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.upkeep;
