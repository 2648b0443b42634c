import { Entity, PrimaryGeneratedColumn } from 'typeorm'
import { expect, it } from 'vitest'
import { openDatabase } from '../../../src/database/database.js'
import { entities } from '../../../src/entities.js'
import { temporaryDatabase } from '../../support/database.js'

@Entity('sessions')
class TrainingSession {
  @PrimaryGeneratedColumn()
  id!: number
}

@Entity('training_sessions')
class Training {
  @PrimaryGeneratedColumn()
  id!: number
}

const own = (entity: new () => object) => [...entities, entity]

it('refuses a table of its owner that has the name of one of the server', async () => {
  await expect(openDatabase(await temporaryDatabase(), own(TrainingSession))).rejects.toThrow(
    /^src\/own\/entities\.ts: the server has a table sessions; give @Entity another name$/,
  )
  const { close } = await openDatabase(await temporaryDatabase(), own(Training))
  await close()
})
