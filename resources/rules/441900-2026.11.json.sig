{
  "signatures": [
    {
      "publisher": "zhengka-training",
      "signature": "06d34af91b6c4737e20559f00ac09d61c6e2e71933fcdfb02466c1f6e2142ac0bbc532c0619a51d5086dbb38d97521c94031701a62630aed82d4f4434d47e964"
    }
  ]
}
