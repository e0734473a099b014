/** Skills: folders of instructions, a schema and a run configuration that steer a turn. */
@NullMarked
package dev.rigel.agent.skill;

import org.jspecify.annotations.NullMarked;
