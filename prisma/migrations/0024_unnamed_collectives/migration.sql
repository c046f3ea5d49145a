-- A number of unnamed ones («36 cá nhân», «04 tập thể») says which of the two they are: a title such as giấy khen fits both, the year's sums keep
-- people and collectives apart, and the money of a collective is twice a person's. Awards recorded before it were all of people, or named.
-- Order of release: safe before the new code, which alone writes the new column.
ALTER TABLE "award" ADD COLUMN "of_collectives" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "award" ADD CONSTRAINT "award_of_collectives" CHECK (NOT of_collectives OR subject IN ('UNNAMED', 'UNCOUNTED'));
